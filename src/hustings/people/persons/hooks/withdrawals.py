"""Hooks on the end of a consent, for apps above that hold what it allowed. In the transaction of the no."""

from collections.abc import Callable
from dataclasses import dataclass

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Person, Purpose

Ended = Callable[[Person], None]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """``ended(person)`` does what a no to ``purpose`` means."""

    purpose: Purpose
    ended: Ended


withdrawals = Registry[Withdrawal]("persons.hooks.withdrawals.withdrawals")


def tell(person: Person, purpose: str) -> None:
    """A no stands now."""
    for withdrawal in withdrawals.all():
        if withdrawal.purpose == purpose:
            withdrawal.ended(person)
