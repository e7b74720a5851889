"""Donations by transfer as the bank's lines tell of them, right or wrong."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.money.banking import actions as bank
from hustings.money.banking.models import StatementLine
from hustings.money.donations import actions, paid
from hustings.money.donations.models import Donation, RefundProposal
from hustings.money.giving import paying
from hustings.money.ledger.models import Books, Entry
from hustings.money.payments.providers.transfer import grouped, reference
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


def test_what_came_is_what_was_given_and_above_the_limit_a_refund_is_proposed(gift, alice, run_tasks):
    line = bring(gift, "5000,00")
    assert gift.state == "pending"
    bank.confirm(line=line, kind="payment", key=paid.payment_of(gift).pk, by=alice)
    gift.refresh_from_db()
    assert (gift.state, gift.amount, gift.promised) == ("settled", 5000_00, 50_00)
    run_tasks()
    assert RefundProposal.objects.open().get().amount == 400_00


def test_a_treasurer_on_the_phone_finds_the_donation_by_its_reference(gift, hq):
    payment = paid.payment_of(gift)
    said = grouped(reference(payment.pk))
    found = hq.get(reverse("donations:donations"), {"q": said}).content.decode()
    link = reverse("donations:donation", args=[gift.pk])
    assert gift.number in found and link in found
    nothing = hq.get(reverse("donations:donations"), {"q": "RF00 1"}).content.decode()
    assert link not in nothing
    page = hq.get(link).content.decode()
    assert said in page and f"P{payment.pk}" in page


def test_a_line_of_another_amount_says_what_was_promised_and_the_undo_asks_first(gift, hq):
    line, key = bring(gift, "30,00"), paid.payment_of(gift).pk
    page = reverse("banking:line", args=[line.pk])
    assert "promised: €50" in hq.get(page).content.decode()
    hq.post(reverse("banking:match", args=[line.pk]), {"take": f"payment:{key}"})
    assert "awaited again" in hq.get(page).content.decode()
    shown = hq.get(reverse("donations:donation", args=[gift.pk])).content.decode()
    assert "€30" in shown and "promised: €50" in " ".join(shown.split())


def test_a_donation_that_came_meanwhile_is_not_given_up(gift, hq):
    bring(gift)
    [said] = hq.post(reverse("donations:withdrawal", args=[gift.pk]), follow=True).context["messages"]
    assert "“received”" in str(said) and "no longer awaited" not in str(said)
