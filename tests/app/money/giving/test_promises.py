"""Gifts promised by cheque or transfer: told how, waited for, arrived or given up."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.money.banking import actions as banking
from hustings.money.donations.models import Donation, Fund
from hustings.money.ledger.models import Account
from hustings.money.payments import upkeep
from hustings.money.payments.models import Channel, Payment
from tests.cast.money.donations.fixtures import online, send
from tests.cast.money.payments.fixtures import balance
from tests.conftest import user

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def page(fund) -> Fund:
    """A candidate's, online."""
    return online(fund)


@pytest.fixture
def hq(client):
    """The browser of a treasurer."""
    client.force_login(user("dora", Role.TREASURER))
    client.cookies["django_language"] = "en"
    return client


def html(answer):
    return answer.content.decode()


def test_a_cheque_promised_on_the_site_is_booked_when_it_comes_and_taken_to_the_bank(hq, page):
    send(hq, page, channel="cheque")
    gift, today = Donation.objects.get(), timezone.localdate()
    record = reverse("donations:donation", args=[gift.pk])
    assert "The cheque is here" in html(hq.get(record))
    there = reverse("donations:arrival", args=[gift.pk])
    wrong = hq.post(there, {"on": (today + timedelta(days=1)).isoformat()})
    assert wrong.status_code == 422 and "today or an earlier day" in html(wrong)
    assert hq.post(there, {"on": today.isoformat(), "reference": "0042"}).url == record
    assert hq.post(there, {"on": today.isoformat()}).status_code == 302  # twice is once
    gift.refresh_from_db()
    assert (gift.state, gift.reference) == ("settled", "0042")
    assert "The cheque is here" not in html(hq.get(record))
    slip = banking.deposit(
        channel=Channel.objects.get(provider="cheque"), keys=[Payment.objects.get().pk], on=today
    )
    assert slip.amount == 50_00 == balance(page.books, Account.Role.CHEQUES)


def test_a_cheque_that_was_waited_for_in_vain_is_booked_all_the_same(hq, page):
    send(hq, page, channel="cheque")
    Payment.objects.update(expires_at=timezone.now())
    upkeep.expire_overdue()
    gift = Donation.objects.get()
    assert gift.state == "expired"
    hq.post(reverse("donations:arrival", args=[gift.pk]), {"on": timezone.localdate().isoformat()})
    gift.refresh_from_db()
    assert gift.state == "settled"
