"""Purposes of payments, as the apps above give them: who is told when money moves."""

from collections.abc import Callable, Iterable
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
UNSETTLED = "unsettled"  # the money was another's: a person undid the match; awaited again


@dataclass(frozen=True, slots=True)
class Change:
    """A step of a payment. ``amount``: minor units that move with it; of a refund those that go back now.

    What settles may be another ``amount`` than was promised: who makes a transfer types it.
    """

    kind: str
    amount: int
    on: date
    by: User | None = None
    by_hand: bool = False  # a refund that a person transfers, whatever the channel


Told = list[tuple[int, Payment, Change]]


@dataclass(frozen=True, slots=True)
class Purpose:
    """A kind of thing that is paid for, such as "donations:123".

    ``on_changes([(123, payment, change), …])`` runs in the transaction that moves the payments: all that one
    batch changes, in the order in which it did. Each payment stands where the batch leaves it already. With
    ``pending`` take over ``payment.means``, for the payer may have taken another road, and
    ``payment.expires_at``. An error that it raises leaves all of them as they were; those of events are then
    told anew in smaller batches, until the one at fault is alone. ``page(123)``: its address in HQ.
    """

    name: str
    on_changes: Callable[[Told], None]
    page: Callable[[int], str] | None = None


purposes = Registry[Purpose]("payments.hooks.purposes", key=attrgetter("name"))


def split(purpose: str) -> tuple[str, int]:
    """The name and the key of "donations:123"."""
    name, _colon, key = purpose.partition(":")
    return name, int(key)


def tell(changes: Iterable[tuple[Payment, Change]]) -> None:
    """Tell each purpose once of all that changed for it; nobody where its app is gone."""
    by_name: dict[str, Told] = {}
    for payment, change in changes:
        name, key = split(payment.purpose)
        by_name.setdefault(name, []).append((key, payment, change))
    for name, told in by_name.items():
        if purpose := purposes.find(name):
            purpose.on_changes(told)


def page(payment: Payment) -> str:
    """Address in HQ of what was paid; "" where there is none."""
    name, key = split(payment.purpose)
    purpose = purposes.find(name)
    return purpose.page(key) if purpose and purpose.page else ""
