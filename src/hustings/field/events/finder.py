"""Events nearest to a point, the nearest first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from hustings.field.events.models.events import Event
from hustings.foundation.lib.sql.sql_dialects import adapted, moment
from hustings.foundation.territories import nearest
from hustings.foundation.territories.models import Zone
from hustings.foundation.territories.nearest import Among, Point

MOST = 30
DATES = 10  # looked through for each one that is listed: of a series only the next date is
TIMES = {"today": 1, "week": 7, "month": 30}  # days from today on, by what an address says
OPEN = "t.cancelled_at IS NULL AND t.shown_at IS NOT NULL"  # as the index event_by_point


@dataclass(frozen=True, slots=True)
class Near:
    """One event, and how far it is."""

    event: Event
    km: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters of events: a kind, a time in which they take place, a territory."""

    kind: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    within: Zone | None = None


ALL = Asked()


def until(when: str) -> dt.datetime | None:
    """End of the time that an address names, by the campaign's clock; None: no end."""
    if when not in TIMES:
        return None
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + dt.timedelta(days=TIMES[when])


def near_point(at: Point, asked: Asked = ALL) -> list[Near]:
    """The nearest within 100 km that are not over. The point is neither kept nor logged."""
    ranked = ranked_near(at, MOST * DATES, asked)
    shown = Event.objects.shown().filter(pk__in=[pk for pk, _km in ranked])
    rows = shown.next_of_series().for_lists().in_bulk()
    return [Near(rows[pk], round(km)) for pk, km in ranked if pk in rows][:MOST]


def ranked_near(at: Point, n: int, asked: Asked = ALL) -> list[tuple[int, float]]:
    """Keys and kilometres, the nearest first."""
    since = max(asked.since or timezone.now(), timezone.now())
    more, parameters = f" AND t.over_at >= {moment()}", [adapted(since)]
    said: list[tuple[str, Any]] = [
        (" AND t.kind = %s", asked.kind),
        (f" AND t.starts_at < {moment()}", adapted(asked.until) if asked.until else None),
        (
            " AND t.zone_id IN (SELECT inner_id FROM territories_containment WHERE outer_id = %s)",
            asked.within and asked.within.pk,
        ),
    ]
    for condition, value in said:
        if value:
            more += condition
            parameters.append(value)
    return nearest.nearest(Among("events_event", OPEN, more, parameters), at, n)


def renew_points() -> None:
    """Follow territories that got another middle since events were saved."""
    nearest.renew_points(Event.objects.all())
