"""Donations by transfer as the bank's lines tell of them, right or wrong."""

import pytest
from django.utils import timezone

from hustings.money.banking import actions as bank
from hustings.money.banking.models import StatementLine
from hustings.money.donations import actions, paid
from hustings.money.donations.models import Donation
from hustings.money.giving import paying
from hustings.money.ledger.models import Books, Entry
from hustings.money.payments.providers.transfer import reference
from hustings.people.persons.models import Activity
from tests.cast.money.donations.fixtures import facts
from tests.cast.money.payments.fixtures import balance, channel

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def gift(fund) -> Donation:
    """A stranger's promise of 50 euros, shown where to transfer them."""
    made = actions.pledge(fund=fund, person=None, donor=facts(), amount=50_00, means="transfer")
    paying.begin(made, channel(fund.books))
    return made


def bring(gift, amount="50,00", text="") -> StatementLine:
    words = text or reference(paid.payment_of(gift).pk)
    content = f"date;libelle;montant\n{timezone.localdate()};{words};{amount}".encode()
    bank.bring(books=Books.objects.get(pk=gift.fund.books_id), name="a.csv", content=content)
    gift.refresh_from_db()
    return StatementLine.objects.latest("pk")


def test_a_donation_whose_line_was_anothers_is_awaited_and_can_come(gift, alice):
    line = bring(gift)
    assert gift.state == "settled"
    bank.unmatch(line=line, by=alice)
    gift.refresh_from_db()
    assert (gift.state, gift.settled_at, bool(gift.expires_at)) == ("pending", None, True)
    assert Activity.objects.filter(kind="donations.unsettled", user=alice).exists()
    bank.confirm(line=line, kind="payment", key=paid.payment_of(gift).pk, by=alice)
    gift.refresh_from_db()
    assert gift.state == "settled" and balance(gift.fund.books, "bank") == 50_00
    assert Entry.objects.count() == 3
