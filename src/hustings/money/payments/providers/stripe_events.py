"""Stripe's events in the words of the port; pure."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from hustings.money.payments import hooks
from hustings.money.payments.providers.port import LOOK, PAYOUT, PAYOUT_FAILED, Fact

Thing = dict[str, Any]


def facts_of(event: Thing) -> list[Fact]:
    """Facts in an event; none where it is of no use to us."""
    thing: Thing = event.get("data", {}).get("object", {})
    maker = _MAKERS.get(event.get("type", ""))
    return maker(thing, _day(event.get("created"))) if maker else []


def session_facts(thing: Thing, on: str) -> list[Fact]:
    """State of a Checkout session and of its payment."""
    number = _number(thing) or str(thing.get("client_reference_id") or "")
    if not number:
        return []
    if thing.get("payment_status") == "paid":
        return [Fact(hooks.SETTLED, **_about(thing, number, on, thing.get("amount_total")))]
    if thing.get("status") == "expired":
        return [Fact(hooks.EXPIRED, number=number, on=on)]
    return []


def _about(thing: Thing, number: str, on: str, amount: Any) -> dict[str, Any]:
    return {
        "number": number, "on": on, "amount": int(amount or 0),
        "provider_id": _id(thing.get("payment_intent")), "currency": str(thing.get("currency", "")).upper(),
    }  # fmt: skip


def _settled(thing: Thing, on: str) -> list[Fact]:
    if not (number := _number(thing)):
        return []
    about = _about(thing, number, on, thing.get("amount_received")) | {"provider_id": thing["id"]}
    return [
        Fact(
            hooks.SETTLED, **about, customer_id=_id(thing.get("customer")),
            method_id=_id(thing.get("payment_method")),
        )
    ]  # fmt: skip


def _failed(thing: Thing, on: str) -> list[Fact]:
    """Final only without the payer: on Stripe's page they may try another card."""
    is_final = (thing.get("metadata") or {}).get("off_session")
    return [Fact(hooks.FAILED, number=_number(thing), on=on)] if is_final and _number(thing) else []


def _session_failed(thing: Thing, on: str) -> list[Fact]:
    return [Fact(hooks.FAILED, number=_number(thing), on=on)] if _number(thing) else []


def _refunded(thing: Thing, on: str) -> list[Fact]:
    """A charge tells the sum of its refunds, and not which of them failed: a hint."""
    intent = _id(thing.get("payment_intent"))
    return [Fact(LOOK, number=_number(thing), provider_id=intent, on=on)] if intent else []


def refund_facts(thing: Thing, on: str = "") -> list[Fact]:
    """A refund, and perhaps its failure: banks may send one back for a month."""
    intent, status = _id(thing.get("payment_intent")), str(thing.get("status") or "")
    if not intent or status == "requires_action":
        return []
    about = {"provider_id": intent, "key": thing["id"], "amount": int(thing.get("amount") or 0)}
    began = thing.get("created")
    found = [Fact(hooks.REFUNDED, on=_day(began) if began else on, **about)]
    if status in {"failed", "canceled"}:
        found.append(Fact(hooks.REFUND_FAILED, on=on, **about))
    return found


def _disputed(thing: Thing, on: str) -> list[Fact]:
    """An inquiry (``warning_…``) moves no money."""
    status, intent = str(thing.get("status", "")), _id(thing.get("payment_intent"))
    kind = {"won": hooks.WON, "lost": hooks.LOST}.get(status, hooks.DISPUTED)
    if status.startswith("warning") or not intent:
        return []
    due = (thing.get("evidence_details") or {}).get("due_by")
    until = datetime.fromtimestamp(due, UTC).isoformat() if due else ""
    return [
        Fact(
            kind, number=_number(thing), provider_id=intent, key=thing["id"], until=until, on=on,
            amount=int(thing.get("amount") or 0),
        )
    ]  # fmt: skip


def _payout(thing: Thing, _on: str) -> list[Fact]:
    return [Fact(LOOK, key=thing["id"], amount=int(thing["amount"]), on=_day(thing.get("arrival_date")))]


def _payout_failed(thing: Thing, on: str) -> list[Fact]:
    return [Fact(PAYOUT_FAILED, key=thing["id"], amount=int(thing["amount"]), on=on)]


_MAKERS: dict[str, Callable[[Thing, str], list[Fact]]] = {
    "checkout.session.completed": session_facts,
    "checkout.session.async_payment_succeeded": session_facts,
    "checkout.session.async_payment_failed": _session_failed,
    "checkout.session.expired": session_facts,
    "payment_intent.succeeded": _settled,
    "payment_intent.payment_failed": _failed,
    "charge.refunded": _refunded,
    "charge.refund.updated": refund_facts,
    "refund.created": refund_facts,
    "refund.updated": refund_facts,
    "refund.failed": refund_facts,
    "charge.dispute.created": _disputed,
    "charge.dispute.closed": _disputed,
    "payout.paid": _payout,
    "payout.failed": _payout_failed,
    "payout.canceled": _payout_failed,
}
KINDS = frozenset(_MAKERS)


def payout_fact(hint: Fact, rows: Iterable[Thing]) -> Fact:
    """A payout with the sums and the payments in it, from the lines of Stripe's balance."""
    gross = fees = 0
    items: list[list[Any]] = []
    for row in rows:
        kind = row.get("type")
        if kind == "payout":
            continue
        if kind == "stripe_fee":
            fees -= int(row["amount"])
            continue
        gross, fees = gross + int(row["amount"]), fees + int(row["fee"])
        source = row.get("source")
        if kind in {"charge", "payment"} and isinstance(source, dict):
            items.append([_id(source.get("payment_intent")), int(row["fee"])])
    return Fact(PAYOUT, key=hint.key, amount=hint.amount, on=hint.on, gross=gross, fee=fees, items=items)


def _number(thing: Thing) -> str:
    return str((thing.get("metadata") or {}).get("number") or "")


def _id(value: Any) -> str:
    """The id of something that may stand there whole."""
    return str(value.get("id", "") if isinstance(value, dict) else value or "")


def _day(moment: Any) -> str:
    return datetime.fromtimestamp(int(moment or 0), UTC).date().isoformat()
