"""Monthly gifts by card: begun with the first payment, charged each month, tried again, paused."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.money.donations import monthly, paid
from hustings.money.donations.models import Donation, Plan
from hustings.money.donations.refusals import DonationGone
from hustings.money.ledger.models import Entry
from hustings.money.payments import checkout, course, effects
from hustings.money.payments.models import Mandate, Payment
from tests.cast.money.donations import fixtures
from tests.cast.money.donations.fixtures import online, send
from tests.cast.money.payments import stripe_server
from tests.conftest import user

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    monkeypatch.setattr("hustings.people.signups.public_forms.stamp.TOO_FAST", 0)


@pytest.fixture
def stripe(settings):
    with fixtures.stripe(settings) as account:
        yield account


@pytest.fixture
def page(party, stripe):
    """A party's, with cards first and transfers second."""
    fixtures.cards(party.books)
    return online(party, "transfer")


def pay(stripe, gift):
    """The donor pays on the provider's page and comes back."""
    payment = Payment.objects.get(purpose=paid.purpose(gift), is_surplus=False)
    stripe.pay(stripe.things[payment.provider_id])
    look(payment)
    hear(stripe, payment)
    gift.refresh_from_db()
    return gift


def hear(stripe, payment):
    """Its signed webhooks come, late and all of them again."""
    for event in stripe.events:
        body = json.dumps(event).encode()
        signed = stripe_server.signature(body, "whsec_test")
        url = reverse("payments_webhook", args=[payment.channel_id])
        Client().post(url, body, content_type="application/json", headers={"Stripe-Signature": signed})
    while effects.apply_some(payment.channel):
        pass


def look(payment):
    """The provider is asked, and what it says is acted on."""
    checkout.look(payment)
    effects.apply_some(payment.channel)


@pytest.fixture
def plan(client, page, stripe):
    """A monthly gift whose first payment has come."""
    answer = send(client, page, channel="card", how_often="monthly", amount="2000")
    assert answer.status_code == 200 and f"url={Payment.objects.get().url}" in answer.content.decode()
    pay(stripe, Donation.objects.get())
    return Plan.objects.get()


def later(plan):
    """A month on."""
    Plan.objects.filter(pk=plan.pk).update(next_on=timezone.localdate())
    monthly.ask_due()
    plan.refresh_from_db()
    return Donation.objects.latest("pk")


def test_the_first_payment_begins_the_plan(client, plan):
    gift = Donation.objects.get()
    assert (gift.state, gift.plan, plan.amount, plan.means) == ("settled", plan, 20_00, "card")
    assert plan.next_on > timezone.localdate() and plan.person == gift.person
    assert monthly.ask_due() == 0


def test_each_month_is_charged_once(plan, stripe):
    gift = later(plan)
    monthly.ask_due()
    assert Donation.objects.count() == Payment.objects.count() == 2
    payment = Payment.objects.get(purpose=paid.purpose(gift))
    hear(stripe, payment)
    gift.refresh_from_db()
    assert gift.state == "settled" and payment.mandate == Plan.objects.get().mandate
    assert Entry.objects.filter(source=f"donation:{gift.pk}:settled").exists()


def test_a_card_that_is_refused_is_tried_again_and_then_left_alone(plan, stripe, run_tasks):
    run_tasks()
    assert monthly.mandate_of(plan)
    Mandate.objects.update(method_id="pm_refused")
    later(plan)
    next_on = plan.next_on
    for n, days in enumerate((3, 7), start=1):
        assert (plan.n_failed, plan.retry_on) == (n, timezone.localdate() + timedelta(days=days))
        assert monthly.ask_due() == 0
        Plan.objects.update(retry_on=timezone.localdate())
        monthly.ask_due()
        plan.refresh_from_db()
    assert plan.paused_at and plan.next_on == next_on
    run_tasks()
    assert "refused" in mail.outbox[-1].body and len(mail.outbox) == 2
    assert list(plan.donations.order_by("pk").values_list("state", flat=True)) == ["settled", *["failed"] * 3]


def test_a_donor_is_told_of_a_pause_in_the_laws_words(plan, run_tasks):
    run_tasks()
    Plan.objects.update(amount=8_000_00)
    later(plan)
    run_tasks()
    assert plan.paused_at and "11-4" in mail.outbox[-1].body


def test_a_gift_by_card_is_refunded_by_its_provider(client, page, stripe):
    send(client, page, channel="card")
    gift = pay(stripe, Donation.objects.get())
    client.force_login(user("dora", Role.TREASURER))
    data = {"on": timezone.localdate().isoformat(), "amount": "20"}
    assert client.post(reverse("donations:refund", args=[gift.pk]), data).status_code == 302
    gift.refresh_from_db()
    assert gift.refunded == 20_00 == Payment.objects.get().refunded
    assert any(key.startswith("re_") for key in stripe.things)


def test_a_provider_that_is_down_gives_way_to_the_next_road(client, page, stripe):
    stripe.is_down = True
    answer = send(client, page, channel="card")
    assert answer.status_code == 302
    assert (Donation.objects.get().means, Donation.objects.get().state) == ("transfer", "pending")


def test_without_any_road_the_page_takes_no_form(client, page):
    page.books.channels.update(off_at=timezone.now())
    assert "gift-amounts" not in client.get(f"/en/donate/{page.slug}/").content.decode()


def test_money_of_an_erased_promise_is_not_lost_silently(client, page, stripe):
    send(client, page)
    payment = Payment.objects.get()
    Donation.objects.all().delete()
    with pytest.raises(DonationGone), transaction.atomic():
        course.settle(course.locked([payment.pk])[payment.pk], timezone.localdate())
