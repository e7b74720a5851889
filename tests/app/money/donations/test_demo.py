"""Donations of the demonstration."""

import pytest

from hustings.money.donations import demo
from hustings.money.donations.models import Fund
from hustings.money.ledger import demo as of_ledger
from hustings.people.persons.models import Person
from tests.cast.money.donations.fixtures import election

pytestmark = [pytest.mark.django_db]


def test_gifts_of_the_demo_have_the_shape_of_a_real_campaign():
    amounts = list(demo.amounts(1_000))
    large = [each for each in amounts if each >= 4_500_00]
    assert len(large) == 12 and 0.4 < sum(large) / sum(amounts) < 0.55
    assert 0.48 < sum(each < 50_00 for each in amounts) / 1_000 < 0.54


def test_the_demo_opens_a_fund_once():
    election()
    for n in range(20):
        Person.objects.create(given_name=f"A{n}", family_name="Roy")
    for _time in range(2):
        of_ledger.fill(lambda words: None)
        demo.fill(lambda words: None)
    fund = Fund.objects.get()
    assert fund.shown_at and fund.donations.count() >= 15
