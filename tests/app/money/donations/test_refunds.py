"""Refunds of donations: gift, payment and books say the same, on whichever page they are entered."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.money.banking import actions as banking
from hustings.money.donations import actions, paid
from hustings.money.donations.models import Donation
from hustings.money.ledger.models import Account
from hustings.money.payments import checkout, effects, intake, providers
from hustings.money.payments.models import Channel, Payment
from tests.cast.money.donations.fixtures import cards, facts, pledge, stripe
from tests.cast.money.payments.fixtures import balance, channel
from tests.conftest import user

pytestmark = [pytest.mark.django_db]
Place = Account.Role


@pytest.fixture
def hq(client):
    """The browser of a treasurer."""
    client.force_login(user("dora", Role.TREASURER))
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def provider(settings):
    with stripe(settings) as made:
        yield made


@pytest.fixture
def road(provider, party):
    cards(party.books)
    return Channel.objects.select_related("books").get(provider="stripe")


def back(hq, gift, amount, **more):
    """The treasurer enters a refund on the page of the gift."""
    said = {"on": timezone.localdate().isoformat(), "amount": amount, **more}
    return hq.post(reverse("donations:refund", args=[gift.pk]), said)


def same(gift):
    """State and refunded sum, which gift and payment agree on."""
    gift, payment = Donation.objects.get(pk=gift.pk), Payment.objects.get()
    assert (gift.state, gift.refunded) == (payment.state, payment.refunded)
    return gift.state, gift.refunded


def by_card(road, fund, person, provider):
    gift = pledge(fund, person, 50_00)
    begun = checkout.begin(
        channel=road, purpose=paid.purpose(gift), amount=50_00, currency="EUR", label="Gift",
        email="charlie@example.org", back="https://example.org/", language="en",
    )  # fmt: skip
    provider.pay(provider.things[begun.payment.provider_id])
    hear(road)
    return gift


def hear(road):
    intake.note(road, providers.of(road).since(road, timezone.now() - timedelta(days=1)))
    effects.apply_all(road)


def test_a_refund_on_the_page_of_a_cheque_reaches_its_payment_and_the_cheque_is_still_taken_to_the_bank(
    hq, party, charlie
):
    cheque, today = channel(party.books, "cheque"), timezone.localdate()
    gift = actions.enter(
        by=None, on=today, fund=party, person=charlie, donor=facts(), amount=90_00, means="cheque"
    )  # fmt: skip
    assert back(hq, gift, "30").status_code == 302
    assert same(gift) == ("settled", 30_00)
    assert back(hq, gift, "60").status_code == 302
    assert same(gift) == ("refunded", 90_00)
    slip = banking.deposit(channel=cheque, keys=[Payment.objects.get().pk], on=today)
    banking.deposited(slip=slip, on=today)
    assert slip.amount == 90_00
    assert [balance(party.books, role) for role in (Place.CHEQUES, Place.BANK, Place.GIFTS)] == [0, 0, 0]


def test_a_refund_on_the_page_of_a_card_gift_is_sent_by_the_provider_once(hq, party, charlie, provider, road):
    gift = by_card(road, party, charlie, provider)
    assert back(hq, gift, "20").status_code == 302
    hear(road)
    assert same(gift) == ("settled", 20_00)
    assert [one["amount"] for one in provider.things.values() if one.get("object") == "refund"] == [20_00]
    assert balance(party.books, Place.TRANSIT) == 30_00


def test_a_refund_that_failed_is_counter_entered_and_made_again_by_hand(hq, party, charlie, provider, road):
    gift = by_card(road, party, charlie, provider)
    back(hq, gift, "50")
    assert same(gift) == ("refunded", 50_00)
    provider.fail_refund(next(name for name in provider.things if name.startswith("re_")))
    hear(road)
    hear(road)
    assert same(gift) == ("settled", 0)
    assert balance(party.books, Place.TRANSIT) == 50_00 == -balance(party.books, Place.GIFTS)
    page = reverse("payments:payment", args=[Payment.objects.get().pk])
    assert "did not reach" in hq.get(page).content.decode()
    assert back(hq, gift, "50", by_hand="on").status_code == 302
    assert same(gift) == ("refunded", 50_00)
    assert "did not reach" not in hq.get(page).content.decode()
    assert (balance(party.books, Place.TRANSIT), balance(party.books, Place.BANK)) == (50_00, -50_00)
    assert balance(party.books, Place.GIFTS) == 0


@pytest.mark.parametrize("page", ["donations", "payments"])
def test_the_same_refund_in_two_tabs_is_made_once(hq, party, charlie, page):
    channel(party.books, "cheque")
    today = timezone.localdate()
    gift = actions.enter(
        by=None, on=today, fund=party, person=charlie, donor=facts(), amount=90_00, means="cheque"
    )  # fmt: skip
    key = gift.pk if page == "donations" else Payment.objects.get().pk
    url = reverse(f"{page}:refund", args=[key])
    there = reverse("donations:donation", args=[key]) if page == "donations" else url.replace("refund/", "")
    assert b'name="seen" value="0"' in hq.get(there).content
    said = {"on": today.isoformat(), "amount": "30", "seen": "0"}
    assert hq.post(url, said).status_code == 302
    second = hq.post(url, said)
    assert second.status_code == 422 and b"look again" in second.content
    assert b'name="seen" value="3000"' in second.content
    assert same(gift) == ("settled", 30_00)
    assert hq.post(url, {**said, "seen": "3000"}).status_code == 302


@pytest.mark.parametrize(("days", "words"), [(1, "today or an earlier day"), (-1, "or a later day")])
def test_a_refund_is_neither_before_the_gift_nor_in_the_future(hq, party, charlie, days, words):
    today = timezone.localdate()
    gift = actions.enter(
        by=None, on=today, fund=party, person=charlie, donor=facts(), amount=90_00, means="cheque"
    )  # fmt: skip
    answer = back(hq, gift, "30", on=(today + timedelta(days=days)).isoformat())
    assert answer.status_code == 422 and words in answer.content.decode()
