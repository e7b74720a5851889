"""Contributions of reactions to the timeline, to the download, and to the undo of merges."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.contributions import Contribution
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.records import GROUP
from hustings.outreach.tracking.models import Reaction
from hustings.people.duplicates.merging import unmerge
from hustings.people.persons import timeline
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts


def _reactions(person: Person) -> QuerySet[Any]:
    return Reaction.objects.filter(person=person).select_related("mailing")


def _sentence(row: Reaction) -> str:
    name = {"name": row.mailing.name}
    if row.kind == Reaction.Kind.CLICK:
        words = (
            _("Clicked in the mailing “%(name)s” (may be a bot)") if row.is_weak
            else _("Clicked in the mailing “%(name)s”")
        ) % name  # fmt: skip
        return words if row.n == 1 else f"{words} ({_often(row.n)})"
    if row.is_weak:
        return _("The mail service loaded the mailing “%(name)s” (may be unread)") % name
    return _("Opened the mailing “%(name)s” (not certain)") % name


def _often(n: int) -> str:
    return ngettext("%(n)d time", "%(n)d times", n) % {"n": n}


def _entry(row: Reaction) -> timeline.Entry:
    url = reverse("dispatch:mailing", args=[row.mailing_id])
    return timeline.Entry(row.first_at, f"mailing.{row.kind}", _sentence(row), url=url)


def _rows(person: Person) -> list[tuple[Any, ...]]:
    first = Campaign.current().language
    return [
        (
            row.mailing.subject_for(person.language, first),
            row.get_kind_display(),
            row.n,
            row.first_at,
            row.last_at,
            row.is_weak,
        )
        for row in _reactions(person).order_by("-pk")
    ]


def _later(found: QuerySet[Any], whose: unmerge.Whose) -> QuerySet[Any]:
    theirs = Delivery.objects.filter(address__in=whose.addresses, due_at__gte=whose.since)
    return found.filter(first_at__gte=whose.since, mailing__in=theirs.values("mailing"))


app = Contribution(
    timeline.sources(
        timeline.Source("reaction", _reactions, _entry, "first_at", frozenset({GROUP})),
    ),
    parts.my_data(
        parts.Part(
            "reactions",
            gettext_lazy("Clicks and opens"),
            {
                "subject": gettext_lazy("subject"),
                "kind": gettext_lazy("action"),
                "n": gettext_lazy("times"),
                "first_at": gettext_lazy("first"),
                "last_at": gettext_lazy("last"),
                "is_weak": gettext_lazy("may be a bot"),
            },
            _rows,
        ),
    ),
    unmerge.laters(
        unmerge.Later("tracking.reaction.person", _later),
    ),
)
