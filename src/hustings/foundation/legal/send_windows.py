"""May a message go to somebody there now, and if not, when next?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hustings.foundation.legal.elections import Election
from hustings.foundation.legal.exemptions import Exemption, waiving
from hustings.foundation.legal.pack import Pack
from hustings.foundation.legal.places import Place
from hustings.foundation.legal.rule_sentences import Complaint, gettext_noop
from hustings.foundation.legal.rules import Channel, Content, Quiet, Rule
from hustings.foundation.legal.silences import Window, windows
from hustings.foundation.legal.times import (
    Hours,
    Span,
    aware,
    difference,
    earliest,
    intersection,
    latest,
    union,
)

_ = gettext_noop

HORIZON = timedelta(days=60)  # as far as the next free moment is looked for
_STEP = timedelta(days=10)
_DAY = timedelta(days=1)
OWN = "quiet.own"  # the key by which an exception names the campaign's own hours


class NothingSaid(Complaint):
    """Nobody said what a message contains."""


@dataclass(frozen=True, slots=True)
class QuietTime:
    """Why a moment is outside the hours of a channel. No rule: the campaign's own hours say so."""

    key: str
    rule: Rule[Quiet] | None
    clock: str
    local: datetime
    is_holiday: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a message may go, else why not and when. Good for the place until ``holds_until``."""

    silences: tuple[Window, ...]
    quiet: tuple[QuietTime, ...]
    waived: tuple[tuple[str, Exemption], ...]
    next_at: datetime | None  # in UTC; the moment itself where it may go, None where none is near
    free_until: datetime | None  # in UTC, where it may go; None where nothing stands against it for days

    @property
    def may(self) -> bool:
        """Whether nothing stands against it."""
        return not self.silences and not self.quiet

    @property
    def holds_until(self) -> datetime | None:
        """Until when the answer stays what it is, in UTC; None: for ten days and more."""
        return self.free_until if self.may else self.next_at


@dataclass(frozen=True, slots=True)
class _Question:
    pack: Pack
    place: Place
    channel: Channel
    contents: frozenset[Content]
    elections: tuple[Election, ...]
    narrower: Hours | None
    exemptions: tuple[Exemption, ...]


def may_send(
    pack: Pack,
    place: Place,
    at: datetime,
    *,
    channel: Channel | str,
    contents: Iterable[Content | str] = (Content.CAMPAIGN,),
    elections: Iterable[Election] = (),
    narrower: Hours | None = None,
    exemptions: Iterable[Exemption] = (),
) -> Answer:
    """Hold a message against silence and quiet hours; ``narrower`` hours only take away from the law's.

    Answers to what somebody did (``Content.SERVICE`` alone) keep no quiet hours.
    """
    said = frozenset(map(Content, contents))
    if not said:
        raise NothingSaid(_("Say what the message contains: election silence depends on it."))
    question = _Question(
        pack,
        place,
        Channel(channel),
        said,
        tuple(elections),
        narrower,
        tuple(exemptions),
    )
    return _answer(question, aware(at))


def _answer(question: _Question, now: datetime) -> Answer:
    silences, waived = [], []
    for window in _windows(question, now, now + timedelta(microseconds=1)):
        if word := _waiver(question, window.rule.key, now):
            waived.append((window.rule.key, word))
        else:
            silences.append(window)
    quiet = []
    for each in _quiet(question, now):
        if word := _waiver(question, each.key, now):
            waived.append((each.key, word))
        else:
            quiet.append(each)
    if silences or quiet:
        next_at, free_until = _next(question, now), None
    else:
        ends = _free(question, now, now + _STEP)[0][1]
        next_at, free_until = now, ends if ends < now + _STEP else None
    return Answer(tuple(silences), tuple(quiet), tuple(dict.fromkeys(waived)), next_at, free_until)


def _waiver(question: _Question, key: str, now: datetime) -> Exemption | None:
    found = waiving(question.exemptions, key, question.channel, question.place)
    return next((each for each in found if each.span[0] <= now < each.span[1]), None)


def _windows(question: _Question, since: datetime, until: datetime) -> tuple[Window, ...]:
    return windows(
        question.pack,
        question.elections,
        question.place,
        since=since,
        until=until,
        channel=question.channel,
        contents=question.contents,
    )


@dataclass(frozen=True, slots=True)
class _Layer:
    """Hours of one origin: the pack's, or the campaign's own."""

    key: str
    rule: Rule[Quiet] | None
    own: Hours | None

    def on(self, day: date) -> Hours | None:
        """The hours that day's law lays down; None where it lays down none."""
        value = self.rule.on(day) if self.rule else None
        return value.hours if value else self.own


def _layers(question: _Question, now: datetime) -> list[_Layer]:
    if question.contents == {Content.SERVICE}:
        return []
    rule = question.pack.hours(question.channel, now.date())
    own = [_Layer(OWN, None, question.narrower)] if question.narrower else []
    value = rule.on(now.date()) if rule else None
    if rule and not (own and value and value.is_default):
        return [_Layer(rule.key, rule, None), *own]
    return own


def _quiet(question: _Question, now: datetime) -> list[QuietTime]:
    found = []
    for layer in _layers(question, now):
        for clock in question.place.clocks:
            local = now.astimezone(ZoneInfo(clock))
            today = local.date()
            allowed = _allowed(question, layer, clock, today - _DAY, today + _DAY)
            if not any(since <= now < until for since, until in allowed):
                is_holiday = question.pack.is_holiday(today, question.place)
                found.append(QuietTime(layer.key, layer.rule, clock, local, is_holiday))
    return found


def _allowed(question: _Question, layer: _Layer, clock: str, first: date, last: date) -> list[Span]:
    spans, day = [], first
    while day <= last:
        hours = layer.on(day)
        is_holiday = question.pack.is_holiday(day, question.place)
        for since, until in hours.on(day, is_holiday=is_holiday) if hours else ((0, 1440),):
            spans.append((latest(day, since, clock), earliest(day, until, clock)))
        day += _DAY
    return union(spans)


def _next(question: _Question, now: datetime) -> datetime | None:
    """The first free moment after ``now``, looked for piece by piece."""
    since = now
    while since < now + HORIZON:
        until = since + _STEP
        if free := _free(question, since, until):
            return free[0][0]
        since = until
    return None


def _free(question: _Question, since: datetime, until: datetime) -> list[Span]:
    left: list[Span] = [(since, until)]
    for layer in _layers(question, since):
        waived = waiving(question.exemptions, layer.key, question.channel, question.place)
        for clock in question.place.clocks:
            allowed = _allowed(question, layer, clock, since.date() - _DAY, until.date() + _DAY)
            left = intersection(left, union([*allowed, *(each.span for each in waived)]))
    for window in _windows(question, since, until):
        waived = waiving(question.exemptions, window.rule.key, question.channel, question.place)
        kept = difference([(window.since, window.until)], (each.span for each in waived))
        left = difference(left, kept)
    return left
