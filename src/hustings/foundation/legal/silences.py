"""Electoral silence: when it is kept where, and by which article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hustings.foundation.legal.elections import Election
from hustings.foundation.legal.pack import Pack
from hustings.foundation.legal.places import Place, Spot
from hustings.foundation.legal.rules import Channel, Content, Rule, Silence
from hustings.foundation.legal.times import aware, earliest, latest, union

_NEAR = timedelta(days=1)  # from the day of a zone to the day of the country
_FAR = timedelta(days=36_525)  # a century
_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """One silence in one place: from ``since`` up to and without ``until``, both in UTC."""

    since: datetime
    until: datetime
    rule: Rule[Silence]
    election: Election
    round: int
    votes_on: date  # in the place; the first of several days

    @property
    def article(self) -> str:
        return self.rule.article

    def covers(self, at: datetime) -> bool:
        return self.since <= at < self.until


def windows(
    pack: Pack,
    elections: Iterable[Election],
    place: Place,
    *,
    since: datetime,
    until: datetime,
    channel: Channel | str | None = None,
    contents: Iterable[Content | str] | None = None,
) -> tuple[Window, ...]:
    """Every silence of a place that touches a range, in order, as far as it concerns channel and contents."""
    start, end = aware(since), aware(until)
    channel = None if channel is None else Channel(channel)
    wanted = None if contents is None else frozenset(map(Content, contents))
    found = [
        window
        for election in elections
        for window in _of(pack, election, place, channel, wanted)
        if window.since < end and start < window.until
    ]
    return tuple(
        sorted(found, key=lambda window: (window.since, window.until, window.rule.key, window.round))
    )


def silence_at(
    pack: Pack,
    elections: Iterable[Election],
    place: Place,
    at: datetime,
    *,
    channel: Channel | str | None = None,
    contents: Iterable[Content | str] | None = None,
) -> tuple[Window, ...]:
    """The silences that are kept in a place at a moment."""
    moment = aware(at)
    after = moment + timedelta(microseconds=1)
    return windows(pack, elections, place, since=moment, until=after, channel=channel, contents=contents)


def next_silence(
    pack: Pack,
    elections: Iterable[Election],
    place: Place,
    at: datetime,
    *,
    channel: Channel | str | None = None,
    contents: Iterable[Content | str] | None = None,
) -> Window | None:
    """The silence of a place that begins next after a moment, if one is known."""
    moment = aware(at)
    far = min(moment, _LATEST - _FAR) + _FAR
    later = windows(pack, elections, place, since=moment, until=far, channel=channel, contents=contents)
    return next((window for window in later if window.since > moment), None)


def _of(
    pack: Pack,
    election: Election,
    place: Place,
    channel: Channel | None,
    contents: frozenset[Content] | None,
) -> Iterator[Window]:
    votes = list(election.votes(pack, place))
    for rule in pack.silence.values():
        for number in sorted({number for number, _spot, _day in votes}):
            here = [(spot, day) for nr, spot, day in votes if nr == number]
            yield from _joined(pack, rule, election, number, here, channel, contents)


def _joined(
    pack: Pack,
    rule: Rule[Silence],
    election: Election,
    number: int,
    here: list[tuple[Spot, date]],
    channel: Channel | None,
    contents: frozenset[Content] | None,
) -> Iterator[Window]:
    """The windows of one rule and round: as many as there are stretches of silence apart from one another."""
    spans = []
    for spot, day in here:
        value = rule.on(day)
        if value and _concerns(value, election.kind, channel, contents):
            begins = min(
                earliest(day - timedelta(days=value.days_before), _minute(value.at), clock)
                for clock in spot.clocks
            )
            ends = _end(pack, election, election.rounds[number - 1].on, spot, day)
            spans.append((begins, ends, day))
    for since, until in union((begins, ends) for begins, ends, _day in spans):
        first = min(day for begins, _ends, day in spans if since <= begins < until)
        yield Window(since, until, rule, election, number, first)


def _end(pack: Pack, election: Election, main: date, spot: Spot, day: date) -> datetime:
    """Moment at which the last polls close in the spot, or at home where the whole country has to wait."""
    closing = pack.closes(day)
    minute = (
        _minute(closing.at) if closing else 24 * 60
    )  # not known for that day: the day is silent to its end
    ends = [latest(day, minute, clock) for clock in spot.clocks]
    if pack.kind(election.kind, main).whole_country and abs(main - day) <= _NEAR:
        ends += [latest(main, minute, clock) for clock in pack.spots[""].clocks]
    return max(ends)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _concerns(
    value: Silence, kind: str, channel: Channel | None, contents: frozenset[Content] | None
) -> bool:
    return (
        (not value.kinds or kind in value.kinds)
        and (channel is None or channel in value.channels)
        and (contents is None or bool(contents & value.contents))
    )
