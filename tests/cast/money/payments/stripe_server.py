"""A server that speaks as Stripe does, as far as we ask it; a process of its own, with a page to pay on.

    python -m tests.cast.money.payments.stripe_server PORT WEBHOOK_SECRET [WEBHOOK_URL]

With an address, each event is posted there at once, signed. ``POST /_sim/<deed>``: pay, dispute, payout.
"""

import hashlib
import hmac
import json
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Thing = dict[str, Any]
FEE = (14, 25)  # per thousand, and minor units each
DISPUTE_FEE = 20_00


def signature(body: bytes, secret: str, at: int | None = None) -> str:
    """The header by which Stripe signs."""
    moment = int(time.time()) if at is None else at
    made = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={made}"


def nested(text: str) -> Thing:
    """Form fields such as ``a[b][0][c]=1`` as what they mean."""
    found: Thing = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        keys = name.replace("]", "").split("[")
        here = found
        for key in keys[:-1]:
            here = here.setdefault(key, {})
        here[keys[-1]] = value
    return found


class Account:
    """All that is at the provider; ``now`` may run ahead."""

    def __init__(self, secret: str, webhook: str = "") -> None:
        self.secret, self.webhook = secret, webhook
        self.lock = threading.RLock()
        self.things: dict[str, Thing] = {}
        self.events: list[Thing] = []
        self.lines: list[Thing] = []  # of the balance
        self.keys: dict[str, Thing] = {}
        self.n = 0
        self.ahead = 0
        self.is_down = False

    def now(self) -> int:
        return int(time.time()) + self.ahead

    def named(self, kind: str, **values: Any) -> Thing:
        self.n += 1
        made = {"id": f"{kind}_{self.n:010d}", "created": self.now(), "livemode": False, **values}
        self.things[made["id"]] = made
        return made

    def happen(self, kind: str, thing: Thing) -> None:
        self.n += 1
        event = {
            "id": f"evt_{self.n:010d}", "object": "event", "api_version": "2026-01-28", "type": kind,
            "created": self.now(), "livemode": False, "data": {"object": json.loads(json.dumps(thing))},
        }  # fmt: skip
        self.events.append(event)
        if self.webhook:
            threading.Thread(target=self.post, args=[event], daemon=True).start()

    def post(self, event: Thing) -> None:
        body = json.dumps(event).encode()
        headers = {"Content-Type": "application/json", "Stripe-Signature": signature(body, self.secret)}
        request = urllib.request.Request(self.webhook, body, headers)
        for _attempt in range(5):
            try:
                urllib.request.urlopen(request, timeout=10).read()
                return
            except OSError:
                time.sleep(0.5)

    def session(self, said: Thing) -> Thing:
        item = said["line_items"]["0"]["price_data"]
        return self.named(
            "cs", object="checkout.session", mode="payment", status="open", payment_status="unpaid",
            amount_total=int(item["unit_amount"]), currency=item["currency"], payment_intent=None,
            customer=None,
            client_reference_id=said.get("client_reference_id"), metadata=said.get("metadata", {}),
            success_url=said["success_url"], cancel_url=said["cancel_url"],
            is_kept=said.get("payment_intent_data", {}).get("setup_future_usage") == "off_session",
        )  # fmt: skip

    def pay(self, session: Thing) -> Thing:
        """The payer pays on the page."""
        if session["status"] != "open":
            return session
        customer = self.named("cus", object="customer")["id"] if session["is_kept"] else None
        intent = self.intent(session["amount_total"], session["currency"], session["metadata"], customer)
        session |= {
            "status": "complete", "payment_status": "paid", "payment_intent": intent["id"],
            "customer": customer,
        }  # fmt: skip
        self.happen("checkout.session.completed", session)
        return session

    def intent(self, amount: int, currency: str, metadata: Thing, customer: str | None) -> Thing:
        intent = self.named(
            "pi", object="payment_intent", amount=amount, amount_received=amount, currency=currency,
            status="succeeded", metadata=metadata, customer=customer, payment_method=f"pm_{self.n}",
        )  # fmt: skip
        charge = self.named(
            "ch", object="charge", amount=amount, amount_refunded=0, currency=currency, metadata=metadata,
            payment_intent=intent["id"],
        )  # fmt: skip
        intent["latest_charge"] = charge["id"]
        fee = amount * FEE[0] // 1000 + FEE[1]
        self.line("charge", amount, fee, charge)
        self.happen("payment_intent.succeeded", intent)
        return intent

    def line(self, kind: str, amount: int, fee: int, source: Thing) -> None:
        made = self.named(
            "txn", object="balance_transaction", type=kind, amount=amount, fee=fee, net=amount - fee
        )
        self.lines.append(made | {"source": source, "payout": None})

    def refund(self, said: Thing) -> Thing:
        charge = self.things[self.things[said["payment_intent"]]["latest_charge"]]
        amount = int(said.get("amount", charge["amount"] - charge["amount_refunded"]))
        charge["amount_refunded"] += amount
        self.line("refund", -amount, 0, charge)
        made = self.named(
            "re", object="refund", amount=amount, payment_intent=said["payment_intent"], charge=charge["id"],
            status="succeeded",
        )  # fmt: skip
        self.happen("refund.created", made)
        self.happen("charge.refunded", charge)
        return made

    def fail_refund(self, refund: str) -> Thing:
        """The payer's bank does not take it: the money is in the balance again."""
        made = self.things[refund]
        made |= {"status": "failed", "failure_reason": "expired_or_canceled_card"}
        self.line("refund_failure", made["amount"], 0, made)
        self.happen("refund.failed", made)
        return made

    def dispute(self, intent: str) -> Thing:
        charge = self.things[self.things[intent]["latest_charge"]]
        made = self.named(
            "dp", object="dispute", amount=charge["amount"] - charge["amount_refunded"],
            status="needs_response",
            payment_intent=intent, charge=charge["id"], metadata={},
            evidence_details={"due_by": self.now() + 7 * 86_400},
        )  # fmt: skip
        self.line("adjustment", -made["amount"], DISPUTE_FEE, made)
        self.happen("charge.dispute.created", made)
        return made

    def close(self, dispute: str, status: str) -> Thing:
        made = self.things[dispute]
        made["status"] = status
        if status == "won":
            self.line("adjustment", made["amount"], -DISPUTE_FEE, made)
        self.happen("charge.dispute.closed", made)
        return made

    def payout(self) -> Thing:
        """All that is there goes to the bank."""
        rows = [row for row in self.lines if row["payout"] is None]
        made = self.named(
            "po", object="payout", amount=sum(row["net"] for row in rows), currency="eur", status="paid",
            arrival_date=self.now(), automatic=True,
        )  # fmt: skip
        for row in rows:
            row["payout"] = made["id"]
        self.happen("payout.paid", made)
        return made


def _listed(rows: list[Thing], query: dict[str, str], url: str) -> Thing:
    after, most = query.get("starting_after", ""), int(query.get("limit", 10))
    at = next((n + 1 for n, row in enumerate(rows) if row["id"] == after), 0)
    return {"object": "list", "url": url, "data": rows[at : at + most], "has_more": at + most < len(rows)}


class Handler(BaseHTTPRequestHandler):
    """Addresses as Stripe has them."""

    protocol_version = "HTTP/1.1"
    account: Account

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        with self.account.lock:
            self.answer(*self.got(parts.path.strip("/").split("/"), query))

    def got(self, path: list[str], query: dict[str, str]) -> tuple[int, Any]:
        held = self.account
        match path:
            case ["pay", _name]:
                return (
                    200,
                    '<html lang="en"><title>Pay</title><form method="post"><button>Pay</button></form>',
                )
            case ["v1", "balance"]:
                return 200, {"object": "balance", "livemode": False, "available": []}
            case ["v1", "events"]:
                since, kinds = int(query.get("created[gte]", 0)), {
                    value for name, value in query.items() if name.startswith("types")
                }  # fmt: skip
                rows = [
                    row for row in reversed(held.events)
                    if row["created"] >= since and (not kinds or row["type"] in kinds)
                ]  # fmt: skip
                return 200, _listed(rows, query, "/v1/events")
            case ["v1", "balance_transactions"]:
                return 200, _listed(
                    [row for row in held.lines if row["payout"] == query.get("payout")],
                    query,
                    "/v1/balance_transactions",
                )
            case ["v1", "checkout", "sessions", name] | ["v1", _, name] if name in held.things:
                return 200, held.things[name]
            case ["v1", "refunds"]:
                rows = [
                    row for row in held.things.values()
                    if row.get("object") == "refund" and row["payment_intent"] == query.get("payment_intent")
                ]  # fmt: skip
                return 200, _listed(rows, query, "/v1/refunds")
            case ["_sim", "events", at]:
                return 200, {"events": held.events[int(at) :]}
            case ["_sim", "sums"]:
                return 200, self.sums()
        return 404, {"error": {"type": "invalid_request_error", "message": "No such address"}}

    def sums(self) -> Thing:
        held = self.account
        return {
            "charged": sum(row["amount"] for row in held.lines if row["type"] == "charge"),
            "n_charged": sum(row["type"] == "charge" for row in held.lines),
            "refunded": -sum(row["amount"] for row in held.lines if row["type"] == "refund"),
            "fees": sum(row["fee"] for row in held.lines),
            "net": sum(row["net"] for row in held.lines),
            "paid_out": sum(one["amount"] for one in held.things.values() if one.get("object") == "payout"),
        }

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path = urlsplit(self.path).path.strip("/").split("/")
        with self.account.lock:
            if path[0] == "pay":
                session = self.account.pay(self.account.things[path[1]])
                self.send_response(303)
                self.send_header("Location", session["success_url"])
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if path[0] == "_sim":
                self.answer(200, self.simulated(path[1:], json.loads(body or "{}")))
                return
            self.answer(*self.asked(path[1:], nested(body)))

    def asked(self, path: list[str], said: Thing) -> tuple[int, Any]:
        held, key = self.account, self.headers.get("Idempotency-Key", "")
        if held.is_down:
            return 500, {"error": {"type": "api_error", "message": "Down"}}
        if not self.headers.get("Authorization", "").endswith("sk_test_right"):
            return 401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key: sk_…"}}
        if key and key in held.keys:
            return 200, held.keys[key]
        made = self.made(path, said)
        if "error" in made:
            return 402, made
        if key:
            held.keys[key] = made
        return 200, made

    def made(self, path: list[str], said: Thing) -> Thing:
        held = self.account
        match path:
            case ["checkout", "sessions"]:
                made = held.session(said)
                made["url"] = f"http://{self.headers['Host']}/pay/{made['id']}"
                return made
            case ["checkout", "sessions", name, "expire"]:
                made = held.things[name]
                if made["status"] == "open":
                    made["status"] = "expired"
                    held.happen("checkout.session.expired", made)
                return made
            case ["payment_intents"]:
                if said["payment_method"] == "pm_refused":
                    return {"error": {"type": "card_error", "code": "card_declined", "message": "Declined"}}
                return held.intent(int(said["amount"]), said["currency"], said["metadata"], said["customer"])
            case ["refunds"]:
                return held.refund(said)
        raise ValueError(path)

    def simulated(self, deed: list[str], said: Thing) -> Thing:
        held = self.account
        match deed:
            case ["pay", name]:
                return held.pay(held.things[name])
            case ["dispute", intent]:
                return held.dispute(intent)
            case ["close", name, status]:
                return held.close(name, status)
            case ["payout"]:
                return held.payout()
            case ["charge"]:
                for number, amount in said["payments"]:
                    held.intent(amount, "eur", {"number": number}, None)
                return {}
            case ["set"]:
                for name, value in said.items():
                    setattr(held, name, value)
                return {}
        raise ValueError(deed)

    def answer(self, status: int, said: Any) -> None:
        is_page = isinstance(said, str)
        body = said.encode() if is_page else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8" if is_page else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Many at once."""

    request_queue_size = 128
    daemon_threads = True


def serve(port: int, secret: str, webhook: str = "") -> Server:
    """A server that is not started yet."""
    handler = type("Handler", (Handler,), {"account": Account(secret, webhook)})
    return Server(("127.0.0.1", port), handler)


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2], *sys.argv[3:4]).serve_forever()
