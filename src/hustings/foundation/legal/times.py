"""Spans of time: hours of a week, and sets of moments. Every moment has its time zone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hustings.foundation.legal.rule_sentences import Complaint, gettext_noop

_ = gettext_noop
Minutes = tuple[int, int]  # of a day: from, to; 1440 is its end
Span = tuple[datetime, datetime]  # from, up to and without
_SPAN = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


class BadHours(Complaint):
    """Hours that can't be read."""


def minutes(text: str) -> Minutes:
    """``08:00-20:30`` in minutes of the day."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise BadHours(_("“{text}” is not a time range. Write it like 08:00-20:30."), text=text)
    first, second, third, fourth = map(int, found.groups())
    since, until = first * 60 + second, third * 60 + fourth
    if until > 24 * 60 or since >= until:
        raise BadHours(
            _("“{text}” ends before it starts. Enter two time ranges to cover a night."), text=text
        )
    return since, until


def spans(texts: Iterable[str]) -> tuple[Minutes, ...]:
    """Several of them in order; overlapping ones are refused."""
    found = sorted(map(minutes, texts))
    for (_since, until), (since, _until) in pairwise(found):
        if since < until:
            raise BadHours(_("Two time ranges overlap: {texts}."), texts=", ".join(texts))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours in which something is allowed, by the local clock."""

    week: tuple[tuple[Minutes, ...], ...]  # seven, from Monday on
    holiday: tuple[Minutes, ...]  # on a holiday only what both this and the day of the week allow

    @classmethod
    def of(
        cls,
        weekdays: Sequence[str],
        *,
        saturday: Sequence[str] | None = None,
        sunday: Sequence[str] | None = None,
        holiday: Sequence[str] | None = None,
    ) -> "Hours":
        """From spans such as ``08:00-21:00``; a day that is not given is like a weekday."""
        named = [weekdays if each is None else each for each in (saturday, sunday, holiday)]
        first, last, free = map(spans, named)
        return cls((spans(weekdays),) * 5 + (first, last), free)

    def within(self, other: "Hours") -> "Hours":
        """Hours that both allow: a campaign narrows those of its country with this, and can't widen them."""
        days = zip(self.week, other.week, strict=True)
        return Hours(tuple(_both(one, two) for one, two in days), _both(self.holiday, other.holiday))

    def on(self, day: date, *, is_holiday: bool) -> tuple[Minutes, ...]:
        usual = self.week[day.weekday()]
        return _both(usual, self.holiday) if is_holiday else usual


def _both(one: Sequence[Minutes], two: Sequence[Minutes]) -> tuple[Minutes, ...]:
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in two)
    return tuple(sorted((since, until) for since, until in pairs if since < until))


def _local(day: date, minute: int, zone: str) -> tuple[datetime, datetime]:
    """The one or two moments at which that clock shows it: two where clocks are set back or forward."""
    at = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)) + timedelta(minutes=minute)
    both = sorted(at.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return both[0], both[1]


def earliest(day: date, minute: int, zone: str) -> datetime:
    """The first moment at which the clock of ``zone`` shows that minute of the day."""
    return _local(day, minute, zone)[0]


def latest(day: date, minute: int, zone: str) -> datetime:
    """The last moment at which the clock of ``zone`` shows that minute of the day."""
    return _local(day, minute, zone)[1]


def union(given: Iterable[Span]) -> list[Span]:
    """The same moments, in order, without overlap."""
    joined: list[Span] = []
    for since, until in sorted(given):
        if joined and since <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], until)
        elif since < until:
            joined.append((since, until))
    return joined


def intersection(one: Iterable[Span], two: Sequence[Span]) -> list[Span]:
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in two)
    return union((since, until) for since, until in pairs if since < until)


def difference(one: Iterable[Span], two: Iterable[Span]) -> list[Span]:
    """The moments of ``one`` that are not in ``two``."""
    left = union(one)
    for since, until in two:
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, since)), (max(start, until), end))
            if piece[0] < piece[1]
        ]
    return left


def aware(at: datetime) -> datetime:
    """The moment in UTC; one without a time zone is refused, since it says no moment."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise BadHours(_("{at} has no time zone."), at=at.isoformat())
    return at.astimezone(UTC)
