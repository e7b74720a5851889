"""HelloAsso over HTTP: a server that answers as its description says, and holds our requests to it."""

import json
import os
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.money.ledger.models import Account
from hustings.money.payments import actions, effects, intake, providers, reconciliation, vault
from hustings.money.payments.models import Event, Payment, Payout, State
from hustings.money.payments.providers.port import Trouble
from tests.cast.money.payments.fixtures import balance, begin, channel

pytestmark = [pytest.mark.django_db]
# Theirs; not part of this repository: see ``test_shapes``.
DESCRIPTION = Path(os.environ.get("HUSTINGS_TEST_PAYLOADS", "-"), "helloasso", "helloasso.json")
Role = Account.Role
BODY = "HelloAsso.Api.V5.Common.Models.Carts.InitCheckoutBody"

PAGE = {"pageSize": 100, "continuationToken": "next"}


class Server(BaseHTTPRequestHandler):
    asked: list
    payments: dict
    cash_outs: dict

    def do_GET(self):
        self.asked.append(("GET", self.path, None))
        path = urlsplit(self.path).path.split("/")
        if "checkout-intents" in path:
            paid = self.payments.get(path[-1])
            return self.answer({"id": int(path[-1]), **({"order": {"payments": [paid]}} if paid else {})})
        if path[2] == "payments":
            return self.answer(next(row for row in self.payments.values() if str(row["id"]) == path[3]))
        if "cash-out" in path:
            return self.answer(self.cash_outs[path[-2]])
        rows = list(self.payments.values())
        return self.answer({"data": [] if "continuationToken" in self.path else rows, "pagination": PAGE})

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
        done = row.setdefault("refundOperations", [])
        done.append({"id": len(done) + 1, "amount": amount, "status": "Processed"})
        return self.answer({"id": len(done), "amount": amount, "state": "Processed"})

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
    handler = type("Handler", (Server,), {"asked": [], "payments": {}, "cash_outs": {}})
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


def test_a_refund_that_failed_leaves_the_money_with_us_and_is_sent_anew(server, road, receiver):
    payment = begin(road).payment
    paid(server)
    look(road)
    actions.refund(payment, 20_00)
    server.payments["77"]["refundOperations"][0]["status"] = "Error"
    look(road)
    payment.refresh_from_db()
    assert (payment.state, payment.refunded) == (State.SETTLED, 0)
    actions.refund(payment, 20_00)
    assert [(row.provider_id, bool(row.failed_at)) for row in payment.refunds.all()] == [
        ("refund:1", True), ("refund:2", False),
    ]  # fmt: skip
    assert [told[1] for told in receiver.told][-3:] == ["refunded", "refund_failed", "refunded"]


def test_a_payout_is_read_with_its_payments_and_the_bank_agrees(server, road, books):
    payment = begin(road).payment
    paid(server)
    look(road)
    server.payments["77"] |= {
        "idCashOut": 9,
        "cashOutState": "CashedOut",
        "cashOutDate": "2026-12-01T02:00:00Z",
    }
    row = {"cashOutId": 9, "cashOutDate": "2026-12-01T02:00:00Z", "paymentId": 5}
    server.cash_outs["9"] = [
        row | {"operationType": "OneTimeDonation", "credit": 50.0},
        row | {"operationType": "Debit", "debit": 20.1},
    ]
    look(road)
    look(road)
    payout, payment = Payout.objects.get(), Payment.objects.get(pk=payment.pk)
    assert (payout.amount, payout.gross, payout.fees, str(payout.on)) == (29_90, 29_90, 0, "2026-12-01")
    assert payment.payout == payout and balance(books, Role.BANK) == 29_90
    assert not list(reconciliation.differences(road))


def test_a_payout_with_money_of_nobody_shows_as_a_difference(server, road):
    begin(road)
    paid(server)
    server.payments["77"] |= {"idCashOut": 9, "cashOutState": "CashedOut"}
    row = {"cashOutId": 9, "cashOutDate": "2026-12-01T02:00:00Z"}
    server.cash_outs["9"] = [row | {"paymentId": 5, "credit": 50.0}, row | {"paymentId": 8, "credit": 7.0}]
    look(road)
    assert "7" in reconciliation.differences(road)[0].words


def look(road):
    intake.note(road, providers.of(road).since(road, timezone.now() - timedelta(days=1)))
    catch_up(road)


def test_requests_are_as_their_description_has_them(server, road):
    begin(road)
    _method, path, body = next(row for row in server.asked if row[0] == "POST")
    assert path == "/v5/organizations/amis%20d%E2%80%99ada/checkout-intents"
    if not DESCRIPTION.exists():
        pytest.skip("HUSTINGS_TEST_PAYLOADS names no folder with their description")
    said = json.loads(DESCRIPTION.read_text())
    shape = said["components"]["schemas"][BODY]
    assert set(shape["required"]) <= set(body) <= set(shape["properties"])
    look(road)
    query = next(parse_qs(urlsplit(path).query) for _m, path, _b in server.asked if "/payments?" in path)
    known = {
        each["name"]
        for each in said["paths"]["/organizations/{organizationSlug}/payments"]["get"]["parameters"]
    }
    assert set(query) <= known
    assert "/organizations/{organizationSlug}/cash-out/{cashOutId}/export" in said["paths"]


def test_wrong_keys_are_told_without_them(road):
    vault.keep(road, {"client_secret": "wrong"})
    with pytest.raises(Trouble, match="refuses the keys"):
        providers.of(road).check(road)
