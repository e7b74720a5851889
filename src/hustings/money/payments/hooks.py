"""Purposes of payments, as the apps above give them: who is told when money moves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from hustings.foundation.accounts.models import User
from hustings.foundation.contributions import Registry
from hustings.money.payments.models import Payment

PENDING, SETTLED, FAILED, EXPIRED, REFUNDED, DISPUTED, WON, LOST = (
    "pending", "settled", "failed", "expired", "refunded", "disputed", "won", "lost",
)  # fmt: skip
REFUND_FAILED = "refund_failed"  # what went back is here again


@dataclass(frozen=True, slots=True)
class Change:
    """A step of a payment. ``amount``: minor units that move with it; of a refund those that go back now."""

    kind: str
    amount: int
    on: date
    by: User | None = None
    by_hand: bool = False  # a refund that a person transfers, whatever the channel


@dataclass(frozen=True, slots=True)
class Purpose:
    """A kind of thing that is paid for, such as "donations:123".

    ``on_change(123, payment, change)`` runs in the transaction that moves the payment, perhaps with many
    others; the payment is in its new state already. With ``pending`` take over ``payment.means``, for the
    payer may have taken another road, and ``payment.expires_at``. A Refused that it raises leaves that one
    payment as it was; the event is tried again. ``page(123)``: its address in HQ, if it has one.
    """

    name: str
    on_change: Callable[[int, Payment, Change], None]
    page: Callable[[int], str] | None = None


purposes = Registry[Purpose]("payments.hooks.purposes", key=attrgetter("name"))


def split(purpose: str) -> tuple[str, int]:
    """The name and the key of "donations:123"."""
    name, _colon, key = purpose.partition(":")
    return name, int(key)


def tell(payment: Payment, change: Change) -> None:
    """Tell whoever is paid; nobody where the app is gone."""
    name, key = split(payment.purpose)
    if purpose := purposes.find(name):
        purpose.on_change(key, payment, change)


def page(payment: Payment) -> str:
    """Address in HQ of what was paid; "" where there is none."""
    name, key = split(payment.purpose)
    purpose = purposes.find(name)
    return purpose.page(key) if purpose and purpose.page else ""
