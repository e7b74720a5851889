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
    DOOR = "door"


class Content(StrEnum):
    """Content of a message, as far as the law tells it apart."""

    CAMPAIGN = "campaign"  # wants votes, helpers, gifts, readers
    POLL = "poll"  # tells of an opinion poll
    RESULT = "result"  # tells of a result, however partial
    SERVICE = "service"  # answers what its reader did: a confirmation, a log-in, a receipt


class Recipient(StrEnum):
    """Kinds of recipients that the law of gifts tells apart."""

    CANDIDATE = "candidate"
    PARTY = "party"
    ASSOCIATION = "association"


class GiftKind(StrEnum):
    """Forms in which people give."""

    GIFT = "gift"
    DUES = "dues"
    OFFICE_DUES = "office_dues"  # dues of people who hold an elected office
    IN_KIND = "in_kind"
    LOAN = "loan"


class Means(StrEnum):
    """Ways by which a gift is paid."""

    CARD = "card"
    TRANSFER = "transfer"
    DEBIT = "debit"
    CHEQUE = "cheque"
    CASH = "cash"
    GOODS = "goods"  # nothing is paid: the gift is in kind


class GiftTest(StrEnum):
    """Ways in which a rule limits a gift; each one comes to the most that may be given now."""

    CAP_PER_ELECTION = "cap_per_election"
    CAP_PER_YEAR = "cap_per_year"  # of the calendar
    CAP_OF_ALL = "cap_of_all"  # on what the recipient takes from everybody together
    SHARE_OF_CEILING = "share_of_ceiling"  # the same, as a share of the ceiling of expenses
    MEANS_ABOVE = "means_above"
    NAMED_ABOVE = "named_above"
    DONOR_ABOVE = "donor_above"
    AGE_FROM = "age_from"
    MONTHS_AT_MOST = "months_at_most"
    BARRED = "barred"
    AGENT = "agent"
    WINDOW = "window"


class Numbers(StrEnum):
    """Givers of the numbers of receipts."""

    OWN = "own"
    AUTHORITY = "authority"  # on its own forms, or through its service


class Span(StrEnum):
    """Payments that one receipt may stand for."""

    PAYMENT = "payment"
    YEAR = "year"


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
    """Times in which people may be reached by one channel.

    A default stands for hours that no law sets: those that a campaign chooses take its place.
    """

    channel: Channel
    hours: Hours
    is_default: bool = False


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


@dataclass(frozen=True, slots=True)
class GiftRule(Amount):
    """An amount for gifts: one that limits them by ``test``, or, without a test, one to reckon with."""

    test: GiftTest | None
    to: frozenset[Recipient]
    kinds: frozenset[GiftKind]
    means: frozenset[Means]  # that it is about; empty: all
    elections: frozenset[str]  # kinds that it is about; empty: all
    one_of: tuple[str, ...]  # means or donors that may go beyond the amount
    each: bool  # counts each recipient apart, where others count all together
    ceiling_from: float  # the least ceiling of expenses from which a share of it counts
    at: time | None  # the hour of a last day


@dataclass(frozen=True, slots=True)
class Receipts:
    """Receipts that recipients owe their donors."""

    to: frozenset[Recipient]
    kinds: frozenset[GiftKind]
    numbers: Numbers
    spans: frozenset[Span]
    alike: frozenset[str]  # of SHARED: payments on one receipt have it in common
    shows: tuple[str, ...]  # of DONOR_FACTS: without them none is made out
    words: Said | None  # to print on it
    asked_by: tuple[int, int] | None  # month and day by which numbers are asked for, for the year before
    returned_by: tuple[int, int] | None  # by which the authority wants to know what became of them


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """Columns of the file by which an authority wants to know of receipts, in their order."""

    to: frozenset[Recipient]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of the law that those who ask for gifts have to show."""

    to: frozenset[Recipient]
    kinds: frozenset[GiftKind]
    words: Said
