"""Times of the week in which somebody can help: a bit for each part of each day, Monday morning first."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SHORT = (
    pgettext_lazy("part of the day", "a.m."), pgettext_lazy("part of the day", "p.m."),
    pgettext_lazy("part of the day", "eve."),
)  # fmt: skip
PARTS: tuple[tuple[str, "str | Promise", int], ...] = (
    ("am", _("morning"), 12), ("pm", _("afternoon"), 18), ("eve", _("evening"), 24),
)  # fmt: skip
ALL = (1 << 7 * len(PARTS)) - 1
WEEKEND = ((1 << 2 * len(PARTS)) - 1) << 5 * len(PARTS)


def bit(day: int, part: int) -> int:
    return 1 << day * len(PARTS) + part


def of_day(day: dt.date) -> int:
    """All parts of its weekday."""
    return ((1 << len(PARTS)) - 1) << day.weekday() * len(PARTS)


def of_span(begins: dt.datetime, ends: dt.datetime) -> int:
    """The parts that a stretch of time touches, by the clock of its moments."""
    found, at = 0, begins
    while at < ends:
        part = next(n for n, (_name, _label, until) in enumerate(PARTS) if at.hour < until)
        found |= bit(at.weekday(), part)
        at = _next(at, PARTS[part][2])
    return found


def _next(at: dt.datetime, hour: int) -> dt.datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + dt.timedelta(days=1) if hour == 24 else midnight.replace(hour=hour)


def joined(bits: Iterable[int | str]) -> int:
    """The number that keeps these places of bits."""
    found = 0
    for each in bits:
        found |= 1 << int(each)
    return found


def places(times: int) -> list[str]:
    """The places of its bits, as a form has them."""
    return [str(n) for n in range(7 * len(PARTS)) if times >> n & 1]


def grid() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each day by name, and for each of its parts the place of its bit and the words."""
    for day in range(7):
        name = capfirst(WEEKDAYS[day])
        yield (
            name,
            [(str(day * len(PARTS) + n), str(label)) for n, (_name, label, _until) in enumerate(PARTS)],
        )


def short(day: int) -> str:
    """The day as the head of a row on a phone."""
    return capfirst(WEEKDAYS_ABBR[day])


def told(times: int) -> str:
    """In words: ``Monday evening, Saturday morning, afternoon``."""
    days = []
    for name, parts in grid():
        mine = [label for place, label in parts if times >> int(place) & 1]
        if mine:
            days.append(f"{name} {', '.join(mine)}")
    return " · ".join(days)
