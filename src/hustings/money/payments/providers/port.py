"""The port: what a provider of payments must do, and the words in which it tells."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.utils import timezone

from hustings.money.payments.models import Channel, Mandate, Payment


class Trouble(Exception):
    """The provider can't be asked just now, or doesn't take our keys; the message is for the treasurer."""


class Declined(Exception):
    """The payer's bank said no; the message is the provider's word for it."""


class Unverified(Exception):
    """A message may be from anybody."""


# Kinds of facts besides the changes of ``hooks``.
LOOK = "look"  # a hint only: ask about ``key``
PAYOUT, PAYOUT_FAILED = "payout", "payout_failed"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is so, whenever it is heard.

    ``number`` is ours, ``provider_id`` theirs: one of both finds the payment. ``key`` names a refund, dispute
    or payout. ``items`` of a payout: pairs of a payment's provider_id and its fee.
    """

    kind: str
    number: str = ""
    provider_id: str = ""
    amount: int = 0
    currency: str = ""
    on: str = ""
    key: str = ""
    fee: int = 0
    gross: int = 0
    customer_id: str = ""
    method_id: str = ""
    until: str = ""
    items: list[list[Any]] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        """It as JSON, without what is empty."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def day(self) -> date | None:
        """Never after today: our books take no later one, and a clock elsewhere may be ahead."""
        return min(date.fromisoformat(self.on), timezone.localdate()) if self.on else None


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the provider tells it."""

    event_id: str
    kind: str
    facts: list[Fact]
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Way:
    """Next step of the payer. ``held_for``: time for which the payment is waited for; None: no limit."""

    provider_id: str = ""
    url: str = ""
    held_for: timedelta | None = timedelta(minutes=30)
    mandate: Mandate | None = None


Line = tuple[str, str]


class Provider(Protocol):
    """One kind of channel. Methods that ask the network raise Trouble; none is called in a transaction."""

    secrets: tuple[str, ...]  # names of what ``secrets`` keeps for a channel
    settings: tuple[str, ...]  # names of what is not secret
    asks: tuple[str, ...]  # what the payer has to give, such as "iban"
    is_online: bool  # the payer pays at once, on a page of the provider
    can_monthly: bool
    has_webhook: bool

    def begin(self, payment: Payment, payer: Mapping[str, Any]) -> Way:
        """Have the payment expected. The same payment twice is one at the provider."""

    def instructions(self, payment: Payment) -> list[Line]:
        """Words and values that the payer needs, where no page of the provider leads on."""

    def cancel(self, payment: Payment) -> None:
        """Let nobody pay it any more, as far as that can be."""

    def charge(self, payment: Payment, mandate: Mandate) -> Way:
        """Take a payment that a mandate allows. Raises Declined."""

    def refund(self, payment: Payment, amount: int, key: str) -> str:
        """Send money back, with the same ``key`` once; the provider's name for it. Raises Declined."""

    def read(self, channel: Channel, body: bytes, headers: Mapping[str, str]) -> list[Told]:
        """The events in a request, verified. Raises Unverified, ValueError."""

    def resolve(self, channel: Channel, fact: Fact) -> list[Fact]:
        """Facts that a hint leads to."""

    def look(self, payment: Payment) -> list[Fact]:
        """Facts that the provider has about one payment."""

    def since(self, channel: Channel, moment: datetime) -> Iterable[Told]:
        """All that happened since, whether webhooks told it or not."""

    def check(self, channel: Channel) -> str:
        """Try that it works; words about the account."""


class Offline:
    """The parts that a provider without a network has no use for."""

    secrets: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    is_online = can_monthly = has_webhook = False

    def instructions(self, payment: Payment) -> list[Line]:
        return []

    def cancel(self, payment: Payment) -> None:
        return None

    def charge(self, payment: Payment, mandate: Mandate) -> Way:
        raise Declined

    def refund(self, payment: Payment, amount: int, key: str) -> str:
        """Nothing to ask: a person sends the money."""
        return ""

    def read(self, channel: Channel, body: bytes, headers: Mapping[str, str]) -> list[Told]:
        raise Unverified

    def resolve(self, channel: Channel, fact: Fact) -> list[Fact]:
        return [fact]

    def look(self, payment: Payment) -> list[Fact]:
        return []

    def since(self, channel: Channel, moment: datetime) -> Iterable[Told]:
        return ()

    def check(self, channel: Channel) -> str:
        return ""
