"""Mandates, and the files that collect by them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.money.banking import actions
from hustings.money.payments import actions as payments
from hustings.money.payments.models import State
from tests.cast.money.payments.fixtures import begin, channel

pytestmark = [pytest.mark.django_db]


def test_a_mandate_shows_no_account_number(books):
    road = channel(books, "sepa", settings={"creditor_id": "FR72ZZZ123456"})
    mandate = begin(road, iban="FR76 3000 6000 0112 3456 7890 189", holder="Charlie Martin").payment.mandate
    assert "1234567890189" not in mandate.iban and mandate.iban_end == "0189"
    next_month = payments.charge(mandate, "tests:2", amount=5_00, currency="EUR", label="Gift")
    assert next_month.state == State.PENDING
    assert actions.collect(channel=road, on=timezone.localdate() + timedelta(days=5)).n == 2
