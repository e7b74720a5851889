"""HQ's pages about payments: set up a channel, see a payment, refund."""

from datetime import date

import pytest
from django.urls import reverse

from hustings.money.payments import course, vault
from hustings.money.payments.models import Channel, State
from hustings.money.payments.providers.transfer import grouped, reference
from tests.cast.money.payments.fixtures import begin, channel

pytestmark = [pytest.mark.django_db]
IBAN = "DE89370400440532013000"


def url(name, *args):
    return reverse(f"payments:{name}", args=args)


def test_a_channel_is_set_up_tried_and_turned_on(hq, books):
    answer = hq.post(url("channel_new"), {"books": books.pk, "provider": "transfer"})
    row = Channel.objects.get()
    assert answer.url == url("channel_edit", row.pk) and row.off_at
    bad = hq.post(url("channel_edit", row.pk), {"name": "Bank", "position": 1, "iban": IBAN[:-1] + "1"})
    assert bad.status_code == 422
    hq.post(url("channel_edit", row.pk), {"name": "Bank", "position": 1, "iban": IBAN})
    hq.post(url("channel_switch", row.pk))
    row.refresh_from_db()
    assert row.settings == {"iban": IBAN} and row.off_at is None
    assert "Bank" in hq.get(url("channels")).content.decode()
    assert hq.get(url("channel", row.pk)).status_code == 200


def test_keys_are_entered_and_never_shown_and_one_without_keys_stays_off(hq, books):
    row = channel(books, "stripe", settings={}, off_at="2026-01-01T00:00Z")
    hq.post(url("channel_switch", row.pk))
    assert Channel.objects.get().off_at
    said = {"name": "Cards", "position": 1, "secret_key": "sk_live_abc", "webhook_secret": "whsec_abc"}
    hq.post(url("channel_edit", row.pk), said)
    page = (
        hq.get(url("channel_edit", row.pk)).content.decode() + hq.get(url("channel", row.pk)).content.decode()
    )
    assert "sk_live_abc" not in page and "whsec_abc" not in page
    hq.post(url("channel_edit", row.pk), {"name": "Cards", "position": 2, "secret_key": ""})
    assert vault.keys(row) == {"secret_key": "sk_live_abc", "webhook_secret": "whsec_abc"}


def test_a_payment_is_found_by_its_reference_and_refunded_once(hq, books):
    payment = begin(channel(books)).payment
    course.settle(course.locked([payment.pk])[payment.pk], date(2026, 12, 1))
    name, number = reference(payment.pk), payment.number
    for said in (name, grouped(name), f"VIR {name.lower()}", f"{number[:4]} {number[4:]}"):
        page = hq.get(url("payments"), {"q": said}).content.decode()
        assert f"P{payment.pk}" in page
    assert f"P{payment.pk}" not in hq.get(url("payments"), {"q": "RF00 1"}).content.decode()
    assert hq.post(url("refund", payment.pk), {"amount": "60"}).status_code == 422
    assert hq.post(url("refund", payment.pk), {"amount": "50"}).status_code == 302
    payment.refresh_from_db()
    assert payment.state == State.REFUNDED
    assert hq.get(url("payment", payment.pk)).status_code == 200
