"""Recurrence rules (RFC 5545 3.3.10): the local times that they mean, and a rule moved to another day.

All times are those that the clock of the place shows, without a zone: a rule counts days of that calendar,
whatever the clocks do. They become moments by ``clocks.nearest``.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from itertools import islice

from dateutil.rrule import rrulestr

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST = 1_000  # occurrences that a series may have ahead: daily ones for 18 months are 548
LAST = -1


def read(rule: str) -> dict[str, str]:
    """The parts of a rule: ``FREQ=WEEKLY;BYDAY=TU`` as a dictionary."""
    return dict(part.split("=", 1) for part in rule.upper().split(";") if part)


def write(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def expand(
    rule: str,
    first: dt.datetime,
    *,
    until: dt.date | None = None,
    count: int | None = None,
    exceptions: Collection[dt.datetime] = (),
    up_to: dt.date | None = None,
) -> list[dt.datetime]:
    """The occurrences up to and with that day; ``count`` counts exceptions, too, as the standard says."""
    ends = [day for day in (until, up_to) if day]
    found = _starts(rule, first, count or MOST)
    last = dt.datetime.combine(min(ends), dt.time.max) if ends else None
    return [at for at in found if (last is None or at <= last) and at not in exceptions]


def _starts(rule: str, first: dt.datetime, most: int) -> Iterator[dt.datetime]:
    made = islice(iter(rrulestr(rule, dtstart=first)), min(most, MOST))
    begun = next(made, None)
    if begun != first:  # the start counts always, whether the rule means it or not
        yield first
        most -= 1
    if begun is not None and most > 0:
        yield begun
        yield from islice(made, most - 1)


def nth(day: dt.date) -> int:
    """Number of its weekday in its month: 1 for the first Tuesday."""
    return (day.day - 1) // 7 + 1


def is_last(day: dt.date) -> bool:
    """Whether no such weekday follows in its month."""
    return (day + dt.timedelta(days=7)).month != day.month


def moved(rule: str, to: dt.date) -> str:
    """The rule as it has to be where its first day becomes ``to``: the same rhythm on that day."""
    parts = read(rule)
    weekday = DAYS[to.weekday()]
    if "BYMONTHDAY" in parts:
        parts["BYMONTHDAY"] = str(to.day)
    elif "BYDAY" in parts and parts["FREQ"] == "MONTHLY":
        was_last = parts["BYDAY"].startswith("-1")
        parts["BYDAY"] = f"{LAST if was_last and is_last(to) else _fourth(to)}{weekday}"
    elif "BYDAY" in parts:
        parts["BYDAY"] = weekday
    return write(parts)


def _fourth(day: dt.date) -> int:
    """Not every month has a fifth."""
    return LAST if nth(day) > 4 else nth(day)
