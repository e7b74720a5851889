"""Calendar of what may be sent: the days ahead of one place, and the silences ahead of all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hustings.foundation import legal
from hustings.foundation.elections.law import Law
from hustings.foundation.legal import Channel, Content, Place, Window

DAYS = 28
_AHEAD = timedelta(days=730)
_MOST = 20  # pieces of a day: no clock and no rule makes more


@dataclass(frozen=True)
class Piece:
    """A piece of a day in which a message may go or not, in minutes by the place's clock."""

    since: int
    until: int
    why: str  # "" where it may go, "silence" or "quiet"

    @property
    def hours(self) -> str:
        """``08:00–20:00``."""
        return f"{self.since // 60:02}:{self.since % 60:02}–{self.until // 60:02}:{self.until % 60:02}"

    @property
    def share(self) -> float:
        return round((self.until - self.since) / 14.4, 2)


@dataclass(frozen=True)
class Day:
    on: date
    pieces: tuple[Piece, ...]
    silences: tuple[Window, ...]
    is_holiday: bool

    @property
    def free(self) -> str:
        """The hours in which it may go, in words; empty: none."""
        return ", ".join(piece.hours for piece in self.pieces if not piece.why)


def days(
    law: Law, place: Place, first: date, *, channel: Channel, content: Content, n: int = DAYS
) -> Iterator[Day]:
    """The days from ``first`` on, by the place's first clock."""
    contents = frozenset({content})
    clock = ZoneInfo(place.clocks[0])
    for number in range(n):
        day = first + timedelta(days=number)
        begins = datetime.combine(day, time(), clock).astimezone(UTC)
        ends = datetime.combine(day + timedelta(days=1), time(), clock).astimezone(UTC)
        pieces = tuple(_pieces(law, place, begins, ends, channel, contents))
        found = legal.windows(
            law.pack, law.elections, place, since=begins, until=ends, channel=channel, contents=contents
        )
        yield Day(day, pieces, found, law.pack.is_holiday(day, place))


def _pieces(
    law: Law, place: Place, begins: datetime, ends: datetime, channel: Channel, contents: frozenset[Content]
) -> Iterator[Piece]:
    at = begins
    for _piece in range(_MOST):
        if at >= ends:
            break
        answer = law.may_send(place, at, channel, contents)
        until = min(answer.holds_until or ends, ends)
        why = "silence" if answer.silences else "quiet" if answer.quiet else ""
        first, last = (_minute(one, place) for one in (at, until))
        yield Piece(first, 1440 if until == ends else last, why)
        at = until


def _minute(at: datetime, place: Place) -> int:
    local = at.astimezone(ZoneInfo(place.clocks[0]))
    return local.hour * 60 + local.minute


@dataclass(frozen=True)
class Silence:
    window: Window
    code: str
    place: Place


def silences(law: Law, now: datetime) -> list[Silence]:
    """Those of all spots of the country in the next two years, soonest first."""
    found = []
    for code, spot in law.pack.spots.items():
        if not spot.clocks:
            continue
        place = law.pack.place(code)
        for window in legal.windows(law.pack, law.elections, place, since=now, until=now + _AHEAD):
            found.append(Silence(window, code, place))
    return sorted(found, key=lambda one: (one.window.round, one.window.rule.key, one.window.since, one.code))
