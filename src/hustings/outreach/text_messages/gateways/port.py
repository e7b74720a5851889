"""The port: what an adapter of a gateway must do, and the words in which it tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from hustings.outreach.text_messages.models import Gateway

SHORTEST = 60  # seconds that a message is worth handing over for


class Down(Exception):
    """The gateway takes nothing now, or doesn't take our keys; the message is for the team."""


class Unverified(Exception):
    """A request may be from anybody."""


class Fate(StrEnum):
    """Fate of a message that was handed over."""

    TAKEN = "taken"
    REFUSED = "refused"  # for good
    LATER = "later"  # surely not taken; may be tried again
    UNSURE = "unsure"  # perhaps taken


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message for a gateway. It must not reach the phone after ``send_before``."""

    key: UUID
    number: str
    text: str
    send_before: datetime


@dataclass(frozen=True, slots=True)
class Result:
    """Fate of one message, and its name at the gateway."""

    key: UUID
    fate: Fate
    provider_id: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """News of a message: its state, and by which of both names it is known."""

    state: str  # of TextMessage.State: sent, delivered, failed or expired
    key: UUID | None = None
    provider_id: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A text that somebody sent."""

    provider_id: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything in one request of a gateway."""

    receipts: tuple[Receipt, ...] = ()
    arrived: tuple[Arrived, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A request of a gateway to us: the whole address, headers, the body as it came and as a form."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    form: Mapping[str, str]
    query: Mapping[str, str]


class Port(Protocol):
    """One kind of gateway. ``send`` runs in threads without a database."""

    secrets: tuple[str, ...]  # names of what ``vault`` keeps
    settings: tuple[str, ...]  # names of what is not secret
    keeps_keys: bool  # the same key sent again is the same message
    most: int  # messages in one request
    n_connections: int  # requests at the same time

    def send(self, gateway: Gateway, batch: Sequence[Outgoing]) -> list[Result]:
        """Hand messages over. Raises Down where surely none was taken."""

    def read(self, gateway: Gateway, call: Call) -> Told:
        """Everything that a request tells, verified. Raises Unverified, ValueError."""

    def check(self, gateway: Gateway) -> None:
        """Try that it answers and takes the keys. Raises Down."""
