"""Hooks on a referral, for apps above, in the transaction that confirms the newcomer."""

from collections.abc import Callable

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Person

Brought = Callable[[Person], None]
hearers = Registry[Brought]("persons.hooks.referrals.hearers")  # called ``hearer(recruiter)``


def brought(recruiter: Person) -> None:
    """Tell them all."""
    for hearer in hearers.all():
        hearer(recruiter)
