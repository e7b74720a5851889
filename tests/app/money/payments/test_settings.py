"""Settings of channels that hold: an account to pay to, identifiers without a wrong character."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.money.ledger.models import Books
from hustings.money.payments import upkeep
from hustings.money.payments.forms import ChannelForm
from hustings.money.payments.models import Payment, State
from hustings.money.payments.providers import sepa
from hustings.money.payments.refusals import NotPossible
from tests.cast.money.payments.fixtures import IBAN, begin, channel

pytestmark = [pytest.mark.django_db]


def errors(row, **said):
    return ChannelForm({"name": "Bank", "position": 1, **said}, instance=row).errors


def test_a_channel_that_is_on_keeps_an_iban(books):
    road = channel(books)
    assert not errors(road, iban="")  # that of the books
    Books.objects.update(iban="")
    road = channel(Books.objects.get())
    assert "IBAN" in str(errors(road, iban="")["iban"])
    assert not errors(road, iban=IBAN, bic="BNPAFRPP")
    road.off_at = timezone.now()
    assert not errors(road, iban="")  # asked for when it is turned on


def test_wrong_identifiers_of_banks_and_creditors_are_refused(books):
    road = channel(books, "sepa")
    for bic, creditor in (("zz", "FR72ZZZ123456"), ("BNPAFRPP", "😀 XX"), ("BNPAFRPP", "FR73ZZZ123456")):
        assert errors(road, iban=IBAN, bic=bic, creditor_id=creditor)
    assert "creditor" in str(errors(road, iban=IBAN)["iban"])
    assert not errors(road, iban=IBAN, creditor_id="fr72 zzz 123456")
    assert sepa.is_creditor_id("DE98ZZZ09999999999")


def test_a_payment_whose_iban_was_mistyped_waits_for_nothing(books):
    road = channel(books, "sepa", settings={"creditor_id": "FR72ZZZ123456"})
    with pytest.raises(NotPossible):
        begin(road, iban="FR76 1", holder="Charlie")
    assert Payment.objects.get().state == State.FAILED
    assert begin(road, iban=IBAN, holder="Charlie").payment.state == State.PENDING


def test_a_payment_whose_beginning_broke_off_is_ended_unless_a_mandate_charges_it(books):
    road = channel(books, "sepa", settings={"creditor_id": "FR72ZZZ123456"})
    mandate = begin(road, iban=IBAN, holder="Charlie").payment.mandate
    about = {"channel": road, "amount": 1, "currency": "EUR", "made_at": timezone.now() - timedelta(days=1)}
    Payment.objects.create(purpose="tests:2", **about)
    Payment.objects.create(purpose="tests:3", mandate=mandate, **about)
    Payment.objects.create(purpose="tests:4", **(about | {"made_at": timezone.now()}))
    assert upkeep.expire_overdue() == 1
    assert Payment.objects.get(purpose="tests:2").state == State.EXPIRED
