"""Rules: dated values with their article, their source and the day somebody looked."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from hustings.foundation.legal.rule_sentences import Said
from hustings.foundation.legal.times import Hours

Value = TypeVar("Value", covariant=True)
YEAR = timedelta(days=365)


class Channel(StrEnum):
    """Way by which somebody is reached."""

    EMAIL = "email"
    SMS = "sms"
    CALL = "call"
    ROBOCALL = "robocall"
    POST = "post"
    WEB = "web"
    SOCIAL = "social"
    PRESS = "press"
    LEAFLET = "leaflet"
    MEETING = "meeting"


class Content(StrEnum):
    """Content of a message, as far as the law tells it apart."""

    CAMPAIGN = "campaign"  # wants votes, helpers, gifts, readers
    POLL = "poll"  # tells of an opinion poll
    RESULT = "result"  # tells of a result, however partial
    SERVICE = "service"  # answers what its reader did: a confirmation, a log-in, a receipt


class Basis(StrEnum):
    """Grounds of a rule."""

    LAW = "law"
    AUTHORITY = "authority"  # what a public authority asks for
    ANALOGY = "analogy"  # written for others, kept by us
    PRACTICE = "practice"  # what the trade does; nobody is fined for less


@dataclass(frozen=True, slots=True)
class Dated(Generic[Value]):
    """A value and the days from and until which it is the law; None where that is not known."""

    value: Value
    since: date | None
    until: date | None

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Value]):
    """One rule of one country."""

    key: str  # "silence.propaganda"
    country: str  # "FR", or "EU" for what a pack takes from the Union
    says: Said
    article: str
    source: str
    checked_on: date
    confirmed: bool
    doubt: Said | None  # what is not sure, where something is not
    basis: Basis
    values: tuple[Dated[Value], ...]

    def on(self, day: date) -> Value | None:
        """Its value on that day; None where it is not the law then."""
        return next((dated.value for dated in self.values if dated.holds(day)), None)

    def is_stale(self, today: date) -> bool:
        """Whether nobody has looked for more than a year."""
        return today - self.checked_on > YEAR


@dataclass(frozen=True, slots=True)
class Kind:
    rounds: int
    weekday: int | None  # on which it is usually held: Monday is 0
    whole_country: bool  # silence lasts until the last poll at home closes, also where it closed before
    zones: tuple[str, ...]  # that it is held in; empty: all


@dataclass(frozen=True, slots=True)
class Shift:
    kinds: tuple[str, ...]
    rounds: tuple[int, ...]
    zones: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Closing:
    """Moment at which the last polls close, by the clock of the zone."""

    at: time


@dataclass(frozen=True, slots=True)
class Silence:
    """Matters that may not be spread before a vote, and from when."""

    contents: frozenset[Content]
    channels: frozenset[Channel]
    days_before: int
    at: time
    kinds: frozenset[str]  # of elections; empty: all


@dataclass(frozen=True, slots=True)
class Quiet:
    """Times in which people may be reached by one channel."""

    channel: Channel
    hours: Hours


@dataclass(frozen=True, slots=True)
class Holidays:
    """Public holidays: ``05-01``, ``easter+39``, ``last monday of 05``; in all zones or in some."""

    days: tuple[str, ...]
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    purpose: str
    channels: frozenset[Channel]
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    element: str
    channels: frozenset[Channel]
    when: str  # "always", or the trait of a message that brings the demand
    words: Said | None  # a wording that serves


@dataclass(frozen=True, slots=True)
class Amount:
    value: float
    unit: str
