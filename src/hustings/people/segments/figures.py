"""Figures for the home page of HQ. Each is a range of an index, and kept for a while."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.core.cache import cache
from django.db.models import Count, Exists, IntegerField, OuterRef, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.people.persons import todos
from hustings.people.persons.models import BESIDE, Consent, Email, Person, Purpose
from hustings.people.persons.rights import VIEW_PEOPLE

KEPT = 600  # seconds
WEEKS = 52
Kept = TypeVar("Kept")


def people_by_week(user: Any) -> list[tuple[dt.date, int]]:
    """How many became known in each of the last 52 weeks, of those ``user`` may see."""
    return _kept("weeks", user, lambda: _by_week(user))


def _by_week(user: Any) -> list[tuple[dt.date, int]]:
    today = timezone.localdate()
    monday = today - dt.timedelta(days=today.weekday())
    mondays = [monday - dt.timedelta(weeks=n) for n in reversed(range(WEEKS))]
    seen = Person.objects.visible_to(user).order_by()
    if not access.everywhere(user, VIEW_PEOPLE):  # 52 ranges would read the territories 52 times
        since = seen.filter(created_at__gte=_midnight(mondays[0])).values_list("created_at", flat=True)
        days = Counter((timezone.localdate(moment) - mondays[0]).days // 7 for moment in since.iterator())
        return [(day, days[at]) for at, day in enumerate(mondays)]
    weeks = [
        seen.filter(created_at__gte=_midnight(day), created_at__lt=_midnight(day + dt.timedelta(weeks=1)))
        .annotate(week=Value(at, output_field=IntegerField()))
        .values("week")
        .annotate(n=Count("pk"))
        .values_list("week", "n")
        for at, day in enumerate(mondays)
    ]
    counts = dict(weeks[0].union(*weeks[1:], all=True))
    return [(day, counts.get(at, 0)) for at, day in enumerate(mondays)]


def people_by_consent(user: Any) -> list[tuple[str, int]]:
    """How many have agreed to each purpose, of those ``user`` may see."""
    return _kept("consents", user, lambda: _by_consent(user))


def _by_consent(user: Any) -> list[tuple[str, int]]:
    stands = Consent.objects.live()
    if not access.everywhere(user, VIEW_PEOPLE):
        stands = stands.filter(person__in=Person.objects.visible_to(user).values("pk"))
    counts = dict(stands.values_list("purpose").annotate(n=Count("pk")).order_by())
    shown = [purpose for purpose in Purpose if purpose not in BESIDE or counts.get(purpose.value)]
    return [(purpose.value, counts.get(purpose.value, 0)) for purpose in shown]


def n_people(user: Any) -> int:
    """How many ``user`` may see."""
    return _kept("all", user, lambda: Person.objects.visible_to(user).count())


def attention(user: Any) -> Iterator[Todo]:
    """What about people wants to be looked at: to-dos."""
    if not access.may(user, VIEW_PEOPLE):
        return
    without, bouncing = _kept("attention", user, lambda: _attention(user))
    if without:
        words = ngettext(
            "%(n)s person was never asked for consent",
            "%(n)s people were never asked for consent",
            without,
        )
        yield Todo(words % {"n": todos.many(without)}, f"{reverse('segments:list')}?consent=email.never")
    if bouncing:
        words = ngettext(
            "The e-mail of %(n)s person bounces",
            "The e-mails of %(n)s people bounce",
            bouncing,
        )
        yield Todo(words % {"n": todos.many(bouncing)}, f"{reverse('segments:list')}?email=bouncing")


def _attention(user: Any) -> tuple[int, int]:
    seen = Person.objects.visible_to(user).order_by()
    without = seen.exclude(Exists(Consent.objects.filter(person=OuterRef("pk"))))[: todos.SEVERAL].count()
    bouncing = Email.objects.filter(status=Email.Status.BOUNCING).order_by()
    n_bouncing = seen.filter(pk__in=bouncing.values("person"))[: todos.SEVERAL].count()
    return without, n_bouncing


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _kept(what: str, user: Any, ask: Callable[[], Kept]) -> Kept:
    reach = [grant.zone_id for grant in access.grants(user, VIEW_PEOPLE)]
    key = f"people-{what}-{user.pk}-{'-'.join(sorted(map(str, reach)))}"[:200]
    kept: Kept | None = cache.get(key)
    if kept is None:
        kept = ask()
        cache.set(key, kept, KEPT)
    return kept
