"""Relationships of somebody, as one user may see them; and the top recruiters."""

import datetime as dt
from typing import Any

from django.db.models import Count, Max
from django.utils import timezone

from hustings.foundation.accounts import access
from hustings.people.persons.models import Organisation, Person
from hustings.people.persons.rights import VIEW_PEOPLE

SHOWN = 50
PERIODS = (30, 90, 365)  # days; 0: since ever
RANKED = 1_000  # places of the leaderboard; whoever wants more narrows the days


def of(person: Person, user: Any) -> dict[str, Any]:
    """What the record shows; people whom ``user`` may not see are left out."""
    seen = Person.objects.visible_to(user)
    recruits = seen.filter(recruiter=person).order_by("-pk")
    return {
        "household": person.household,
        "housemates": list(seen.filter(household=person.household_id).exclude(pk=person.pk)[:SHOWN])
        if person.household_id else [],
        "affiliations": list(
            person.affiliations.select_related("organisation").order_by("organisation__key")[:SHOWN]
        ),
        "recruiter": seen.filter(pk=person.recruiter_id).first() if person.recruiter_id else None,
        "has_recruiter": person.recruiter_id is not None,
        "n_recruits": recruits[: RANKED + 1].count(),
    }  # fmt: skip


def _brought(user: Any, days: int) -> Any:
    """Those who were brought, in some days or since ever, as far as ``user`` may see them and who did it."""
    brought = Person.objects.filter(recruiter__isnull=False)
    if not access.everywhere(user, VIEW_PEOPLE):
        seen = Person.objects.visible_to(user)
        brought = brought.filter(pk__in=seen.values("pk"), recruiter__in=seen.values("pk"))
    if days:
        brought = brought.filter(created_at__gte=timezone.now() - dt.timedelta(days=days))
    return brought.order_by()


def ranking(user: Any, days: int = 0) -> list[dict[str, Any]]:
    """Who brought how many of those whom ``user`` may see, the most first; one query, on an index alone."""
    rows = _brought(user, days).values("recruiter").annotate(n=Count("pk"))
    return list(rows.order_by("-n", "recruiter")[:RANKED])


def latest(user: Any, days: int, recruiters: list[int]) -> dict[int, dt.datetime]:
    """When each of these brought somebody last."""
    rows = _brought(user, days).filter(recruiter__in=recruiters).values_list("recruiter")
    return dict(rows.annotate(last=Max("created_at")))


def members(organisation: Organisation, user: Any, after: int = 0) -> tuple[list[Any], int]:
    """The next members whom ``user`` may see, and the key to go on from; 0 at the end."""
    rows = organisation.affiliations.select_related("person", "person__zone").order_by("person")
    if not access.everywhere(user, VIEW_PEOPLE):
        rows = rows.filter(person__in=Person.objects.visible_to(user).values("pk"))
    found = list(rows.filter(person__gt=after)[: SHOWN + 1])
    return found[:SHOWN], found[SHOWN - 1].person_id if len(found) > SHOWN else 0
