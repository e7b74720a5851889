"""HelloAsso over HTTP: a server that answers as its description says, and holds our requests to it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.money.payments import actions, effects, intake, providers, vault
from hustings.money.payments.models import Event, Payment, State
from hustings.money.payments.providers.port import Trouble
from tests.cast.money.payments.fixtures import begin, channel

pytestmark = [pytest.mark.django_db]
# Theirs; not part of this repository.
DESCRIPTION = Path(__file__).parents[6] / "shared" / "data" / "payments" / "helloasso" / "helloasso.json"
BODY = "HelloAsso.Api.V5.Common.Models.Carts.InitCheckoutBody"


class Server(BaseHTTPRequestHandler):
    asked: list
    payments: dict

    def do_GET(self):
        self.asked.append(("GET", self.path, None))
        path = urlsplit(self.path).path.split("/")
        if "checkout-intents" in path:
            paid = self.payments.get(path[-1])
            return self.answer({"id": int(path[-1]), **({"order": {"payments": [paid]}} if paid else {})})
        if path[2] == "payments":
            return self.answer(next(row for row in self.payments.values() if str(row["id"]) == path[3]))
        return self.answer({"data": []})

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        parts = urlsplit(self.path)
        if parts.path == "/oauth2/token":
            is_right = parse_qs(raw).get("client_secret") == ["right"]
            return self.answer({"access_token": "t"} if is_right else {}, 200 if is_right else 401)
        self.asked.append(("POST", self.path, json.loads(raw) if raw else None))
        if parts.path.endswith("/checkout-intents"):
            return self.answer({"id": 77, "redirectUrl": "https://www.helloasso.com/pay/77"})
        row = next(row for row in self.payments.values() if str(row["id"]) == parts.path.split("/")[3])
        amount = int(parse_qs(parts.query)["amount"][0])
        row["refundOperations"] = [{"amount": amount, "status": "PROCESSED"}]
        return self.answer({"id": 1, "amount": amount})

    def answer(self, said, status=200):
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def server(settings):
    handler = type("Handler", (Server,), {"asked": [], "payments": {}})
    made = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    settings.HELLOASSO_URL = f"http://127.0.0.1:{made.server_port}"
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield handler
    made.shutdown()
    made.server_close()


@pytest.fixture
def road(books, server):
    made = channel(books, "helloasso", settings={"organisation": "amis d’ada"})
    vault.keep(made, {"client_id": "id", "client_secret": "right"})
    return made


def paid(server, state="Authorized", amount=50_00):
    server.payments["77"] = {"id": 5, "state": state, "amount": amount, "date": "2026-12-01T10:00:00Z"}


def catch_up(road):
    while effects.apply_some(road):
        pass


def hint(client, road, number):
    body = {"eventType": "Payment", "data": {"id": 5, "state": "Authorized"}, "metadata": {"number": number}}
    url = reverse("payments_webhook", args=[road.pk])
    return client.post(url, json.dumps(body), content_type="application/json").status_code


def test_a_hint_has_the_payment_read_again_and_a_false_one_changes_nothing(client, server, road):
    payment = begin(road).payment
    assert payment.url.endswith("/pay/77")
    assert hint(client, road, "GUESSED") == 403 and not Event.objects.exists()
    assert hint(client, road, payment.number) == 204
    catch_up(road)
    payment.refresh_from_db()
    assert payment.state == State.PENDING  # they say nothing of it yet
    paid(server)
    intake.note(road, providers.of(road).since(road, timezone.now()))
    catch_up(road)
    payment.refresh_from_db()
    assert (payment.state, payment.provider_id) == (State.SETTLED, "payment:5")


def test_a_refund_whose_answer_was_lost_is_not_sent_again(server, road):
    payment = begin(road).payment
    paid(server)
    intake.note(road, providers.of(road).since(road, timezone.now()))
    catch_up(road)
    payment.refresh_from_db()
    providers.of(road).refund(payment, 20_00, "key")  # and we are killed before it is written down
    actions.refund(payment, 20_00)
    refunds = [path for method, path, _body in server.asked if "/refund?" in path]
    assert len(refunds) == 1 and Payment.objects.get().refunded == 20_00


def test_requests_are_as_their_description_has_them(server, road):
    begin(road)
    _method, path, body = next(row for row in server.asked if row[0] == "POST")
    assert path == "/v5/organizations/amis%20d%E2%80%99ada/checkout-intents"
    if not DESCRIPTION.exists():
        pytest.skip("their description is not here")
    shape = json.loads(DESCRIPTION.read_text())["components"]["schemas"][BODY]
    assert set(shape["required"]) <= set(body) <= set(shape["properties"])


def test_wrong_keys_are_told_without_them(road):
    vault.keep(road, {"client_secret": "wrong"})
    with pytest.raises(Trouble, match="refuses the keys"):
        providers.of(road).check(road)
