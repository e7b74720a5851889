"""Donors among the people that the tests of segments ask about."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from hustings.money.donations.models import Donation, Plan, State
from hustings.people.persons.models import Person
from tests.cast.money.donations import fixtures

_AGES = [0, 3, 10, 60, 200, 400]  # days


def fill(people: Sequence[Person]) -> None:
    """Gifts of many ages, sums and states to two funds, and monthly ones that run, pause or ended."""
    now, today = timezone.now(), timezone.localdate()
    funds = [fixtures.party(), fixtures.party()]
    for n, person in enumerate(people[::2]):
        donor = fixtures.facts(person=person)
        donor.fit()
        donor.save()
        Donation.objects.bulk_create(
            Donation(
                fund=funds[(n + nth) % 2], person=person, donor=donor, means="card", currency="EUR",
                amount=(n + 1) * 150, refunded=50 * (n % 3), given_on=today - timedelta(_AGES[(n + nth) % 6]),
                state=State.FAILED if n % 5 == 4 else State.SETTLED,
            )
            for nth in range(n % 4)
        )  # fmt: skip
        if n % 3 == 0:
            Plan.objects.create(
                fund=funds[0], person=person, donor=donor, means="debit", amount=500, day=3, next_on=today,
                paused_at=now if n % 6 == 3 else None, ended_at=now if n % 12 == 6 else None,
            )  # fmt: skip
