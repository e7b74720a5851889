"""Events of a group: as rules of certification count them, and as they go along when groups change."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import F, Max, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from hustings.field.events import finder
from hustings.field.events.models import Event
from hustings.field.events.models import kinds as event_kinds
from hustings.field.groups.certification.measures import Ask, Measure, Part, Source, measures, places
from hustings.field.groups.health.signs import signs
from hustings.field.groups.reorganisation.rows import GroupRows, group_rows
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.sql.sql_dialects import adapted, moment

EVENTS = Source("events_event e", "e.group_id", "e.shown_at IS NOT NULL AND e.cancelled_at IS NULL")


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
    """End of the last event of each group."""
    held = Event.objects.shown().filter(cancelled_at=None, group__isnull=False, over_at__lt=timezone.now())
    return dict(held.order_by().values_list("group").annotate(at=Max("over_at")))


part = Contribution(
    measures(*MEASURES),
    signs(last_held),
    group_rows(
        GroupRows("events", pgettext_lazy("menu", "Events"), of_group, "group", title, moved),
    ),
    schedule.jobs(
        schedule.daily(
            finder.renew_points, gettext_lazy("Update the points of events"), at="04:12", name="events.points"
        ),
    ),
)
