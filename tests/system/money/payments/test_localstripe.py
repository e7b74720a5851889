"""A second counterpart that speaks as Stripe does: cards charged by mandate, refunds, signed webhooks."""

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import stripe
from django.urls import reverse
from django.utils import timezone

from hustings.money.ledger.models import Account
from hustings.money.payments import actions, effects, providers, vault
from hustings.money.payments.models import Event, Mandate, Payment, Payout, State
from hustings.money.payments.providers.port import LOOK, Fact, Trouble
from tests.cast.money.payments.fixtures import balance, channel

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Role = Account.Role
SECRET, KEY = "whsec_test", "sk_test_right"
GOOD, REFUSED = "4242424242424242", "4000000000000341"
ABOUT = {"amount": 20_00, "currency": "EUR", "label": "June"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server():
    """Its address."""
    root = f"http://127.0.0.1:{(port := free_port())}"
    words = [sys.executable, "-m", "tests.cast.money.payments.localstripe_server", str(port)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _try in range(200):
        try:
            urllib.request.urlopen(f"{root}/js.stripe.com/v3/", timeout=5).close()
            break
        except OSError:
            time.sleep(0.1)
    yield root
    process.kill()
    process.wait()


@pytest.fixture
def heard(server):
    """Webhooks as they came: body and signature."""
    found = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.append((body, self.headers["Stripe-Signature"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *words):
            pass

    listener = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    said = {"url": f"http://127.0.0.1:{listener.server_port}/", "secret": SECRET}
    config = urllib.request.Request(f"{server}/_config/webhooks/ours", json.dumps(said).encode())
    urllib.request.urlopen(config, timeout=10).close()
    yield found
    listener.shutdown()
    listener.server_close()


@pytest.fixture
def road(books, server, settings):
    settings.STRIPE_URL = server
    made = channel(books, "stripe", settings={}, test_mode=True)
    vault.keep(made, {"secret_key": KEY, "webhook_secret": SECRET})
    return made


@pytest.fixture
def theirs(server):
    """Stripe's client, as its owner uses it."""
    return stripe.StripeClient(KEY, base_addresses={"api": server})


def mandate(theirs, road, card=GOOD):
    """A card that a customer left there."""
    customer = theirs.v1.customers.create({"email": "charlie@example.org"})
    about = {"number": card, "exp_month": 12, "exp_year": 2035, "cvc": "123"}
    method = theirs.v1.payment_methods.create({"type": "card", "card": about})
    theirs.v1.payment_methods.attach(method.id, {"customer": customer.id})
    return Mandate.objects.create(
        channel=road, reference=method.id[:35], customer_id=customer.id, method_id=method.id,
        email="charlie@example.org",
    )  # fmt: skip


def deliver(client, road, heard, kind):
    """Wait for a webhook of that kind, and post it twice as it came."""
    for _try in range(100):
        if found := [row for row in heard if json.loads(row[0])["type"] == kind]:
            break
        time.sleep(0.1)
    body, signed = found[-1]
    url = reverse("payments_webhook", args=[road.pk])
    for _twice in range(2):
        answer = client.post(url, body, content_type="application/json", headers={"Stripe-Signature": signed})
        assert answer.status_code == 204
    effects.apply_all(road)


def test_it_answers_and_takes_the_key_of_test_mode_alone(road):
    assert providers.of(road).check(road)
    road.test_mode = False
    with pytest.raises(Trouble, match="test mode"):
        providers.of(road).check(road)


def test_a_card_is_charged_settled_by_a_signed_webhook_and_refunded_once(
    client, theirs, road, heard, books, receiver
):
    payment = actions.charge(mandate(theirs, road), "tests:1", **ABOUT)
    assert payment.provider_id.startswith("pi_") and payment.state == State.PENDING
    deliver(client, road, heard, "payment_intent.succeeded")
    payment.refresh_from_db()
    assert (payment.state, Event.objects.count()) == (State.SETTLED, 1)
    actions.refund(payment, 5_00)
    facts = providers.of(road).resolve(road, Fact(LOOK, provider_id=payment.provider_id))
    assert [(fact.kind, fact.amount) for fact in facts] == [("refunded", 5_00)]
    effects.take(payment := Payment.objects.get(), facts[0])
    assert payment.refunded == 5_00 and payment.refunds.get().provider_id == facts[0].key
    assert balance(books, Role.TRANSIT) == 15_00


def test_a_card_that_is_refused_fails_and_its_webhook_changes_nothing(client, theirs, road, heard, receiver):
    payment = actions.charge(mandate(theirs, road, REFUSED), "tests:2", **ABOUT)
    assert payment.state == State.FAILED
    deliver(client, road, heard, "payment_intent.payment_failed")
    payment.refresh_from_db()
    assert payment.state == State.FAILED
    assert [told[1] for told in receiver.told] == ["failed"]


def test_a_payout_that_fails_is_written_down(client, theirs, road, heard):
    theirs.v1.payouts.create({"amount": 15_00, "currency": "eur", "status": "failed"})
    deliver(client, road, heard, "payout.failed")
    payout = Payout.objects.get()
    assert payout.failed_at and payout.posted_at is None and payout.made_at <= timezone.now()
