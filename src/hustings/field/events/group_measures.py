"""Events of a group: as rules of certification count them, and as they go along when groups change."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.db.models import F, Max, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from hustings.field.events import finder
from hustings.field.events.models import CoHosting, Event
from hustings.field.events.models import kinds as event_kinds
from hustings.field.groups.certification.measures import Ask, Measure, Part, Source, measures, places
from hustings.field.groups.health.signs import signs
from hustings.field.groups.models import LocalGroup
from hustings.field.groups.reorganisation.rows import GroupRows, group_rows
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.sql.sql_dialects import adapted, moment

# Events by group: of two groups that hold one together, each has it.
HELD = (
    "(SELECT id, group_id, kind, over_at, shown_at, cancelled_at FROM events_event UNION ALL"
    " SELECT h.id, c.group_id, h.kind, h.over_at, h.shown_at, h.cancelled_at FROM events_cohosting c"
    " JOIN events_event h ON h.id = c.event_id WHERE c.accepted_at IS NOT NULL AND c.ended_at IS NULL"
    " AND (h.group_id IS NULL OR h.group_id <> c.group_id))"
)
EVENTS = Source(f"{HELD} e", "e.group_id", "e.shown_at IS NOT NULL AND e.cancelled_at IS NULL")


def kinds() -> Sequence[tuple[str, Any]]:
    """Codes and names of kinds of events, to choose from."""
    return [(code, capfirst(label)) for code, label in event_kinds.choices()]


def of_kinds(ask: Ask) -> tuple[str, tuple[Any, ...]]:
    """The condition on kinds, where a rule names some."""
    return (f" AND e.kind IN ({places(ask.among)})", ask.among) if ask.among else ("", ())


def _held(ask: Ask) -> Part:
    named, codes = of_kinds(ask)
    where = f"e.over_at >= {moment()} AND e.over_at < {moment()}{named}"
    return Part(EVENTS, where, (adapted(ask.since), adapted(ask.now), *codes))


def _ahead(ask: Ask) -> Part:
    named, codes = of_kinds(ask)
    return Part(EVENTS, f"e.over_at >= {moment()}{named}", (adapted(ask.now), *codes))


def _says(words: Callable[[int], str]) -> Callable[[int, int, str], str]:
    def says(n: int, days: int, among: str) -> str:
        said = words(n) % {"n": n, "days": days}
        return f"{said} ({among.lower()})" if among else said

    return says


MEASURES = (
    Measure(
        "events",
        gettext_lazy("events held"),
        _says(
            lambda n: ngettext(
                "At least %(n)s event in the last %(days)s days",
                "At least %(n)s events in the last %(days)s days",
                n,
            )
        ),
        _held,
        has_days=True,
        choices=kinds,
        choices_label=gettext_lazy("Only events of these kinds"),
    ),
    Measure(
        "events_ahead",
        gettext_lazy("events planned"),
        _says(lambda n: ngettext("At least %(n)s event planned", "At least %(n)s events planned", n)),
        _ahead,
        choices=kinds,
        choices_label=gettext_lazy("Only events of these kinds"),
    ),
)


def of_group(group: int) -> QuerySet[Event]:
    return Event.objects.filter(group=group).order_by("-starts_at", "-pk")


def title(event: Event) -> str:
    return f"{event.title} ({date_format(event.first_day)})"


def moved(keys: Sequence[int]) -> None:
    """Tell calendars that something of these events changed."""
    Event.objects.filter(pk__in=keys).update(sequence=F("sequence") + 1, changed_at=timezone.now())


def last_held() -> dict[int, dt.datetime]:
    """End of the last event of each group, those that it co-hosts too."""
    held = Event.objects.shown().filter(cancelled_at=None, over_at__lt=timezone.now()).order_by()
    led = held.exclude(group=None).values_list("group").annotate(at=Max("over_at"))
    found = dict(led)
    rows = CoHosting.objects.live().filter(event__in=held).order_by()
    for group, at in rows.values_list("group").annotate(at=Max("event__over_at")):
        found[group] = max(at, found.get(group, at))
    return found


def co_hostings(group: int) -> QuerySet[CoHosting]:
    rows = CoHosting.objects.filter(group=group, ended_at=None).select_related("event")
    return rows.order_by("-event__starts_at", "-pk")


class CoHostings(GroupRows):
    """Rows of co-hosting. Those for events that both groups hold wait until theirs is opened again."""

    def move(self, keys: Collection[int] | None, before: LocalGroup, after: LocalGroup) -> list[int]:
        theirs = CoHosting.objects.filter(group=after, ended_at=None).values("event")
        rows = self.of(before.pk).exclude(event__in=theirs)
        if keys is not None:
            rows = rows.filter(pk__in=keys)
        found = list(rows.values_list("pk", flat=True))
        return super().move(found, before, after) if found else []


def co_hosted_moved(keys: Sequence[int]) -> None:
    moved(list(CoHosting.objects.filter(pk__in=keys).values_list("event", flat=True)))


part = Contribution(
    measures(*MEASURES),
    signs(last_held),
    group_rows(
        GroupRows("events", pgettext_lazy("menu", "Events"), of_group, "group", title, moved),
        CoHostings(
            "co_hostings",
            gettext_lazy("Co-hosted events"),
            co_hostings,
            "group",
            lambda one: title(one.event),
            co_hosted_moved,
        ),
    ),
    schedule.jobs(
        schedule.daily(
            finder.renew_points, gettext_lazy("Update the points of events"), at="04:12", name="events.points"
        ),
    ),
)
