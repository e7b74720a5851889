"""Events in the shapes that Stripe sends: each kind that comes of our calls is read, others passed over.

``HUSTINGS_TEST_PAYLOADS``: a folder with captured bodies of providers, which are not part of this repository.
"""

import json
import os
from pathlib import Path

import pytest

from hustings.money.payments.providers.stripe_events import KINDS, facts_of

NUMBER, INTENT = "0123456789ABCDEF", "pi_1"
ABOUT = {"metadata": {"number": NUMBER}}
SESSION = {"id": "cs_1", "object": "checkout.session", "currency": "eur", "amount_total": 5000, **ABOUT}
PAID = {**SESSION, "status": "complete", "payment_status": "paid", "payment_intent": INTENT}
REFUND = {"id": "re_1", "amount": 2000, "payment_intent": INTENT, "charge": "ch_1", "created": 1796083200}
DISPUTE = {"id": "dp_1", "amount": 5000, "payment_intent": INTENT, "evidence_details": {"due_by": 1796688000}}
PAYOUT = {"id": "po_1", "amount": 4905, "arrival_date": 1796256000, "currency": "eur"}
SHAPES = [
    ("checkout.session.completed", PAID, [("settled", 5000)]),
    ("checkout.session.completed", {**PAID, "payment_status": "unpaid"}, []),  # a bank still has to say yes
    ("checkout.session.async_payment_succeeded", PAID, [("settled", 5000)]),
    ("checkout.session.async_payment_failed", {**SESSION, "payment_status": "unpaid"}, [("failed", 0)]),
    ("checkout.session.expired", {**SESSION, "status": "expired"}, [("expired", 0)]),
    ("payment_intent.succeeded", {"id": INTENT, "amount_received": 5000, **ABOUT}, [("settled", 5000)]),
    ("payment_intent.payment_failed", {"id": INTENT, **ABOUT}, []),  # the payer may try another card
    (
        "payment_intent.payment_failed",
        {"id": INTENT, "metadata": {"number": NUMBER, "off_session": "1"}},
        [("failed", 0)],
    ),
    ("charge.refunded", {"id": "ch_1", "amount_refunded": 2000, "payment_intent": INTENT}, [("look", 0)]),
    ("refund.created", {**REFUND, "status": "pending"}, [("refunded", 2000)]),
    ("refund.created", {**REFUND, "status": "requires_action"}, []),
    ("refund.updated", {**REFUND, "status": "succeeded"}, [("refunded", 2000)]),
    ("refund.updated", {**REFUND, "status": "canceled"}, [("refunded", 2000), ("refund_failed", 2000)]),
    ("charge.refund.updated", {**REFUND, "status": "failed"}, [("refunded", 2000), ("refund_failed", 2000)]),
    ("refund.failed", {**REFUND, "status": "failed"}, [("refunded", 2000), ("refund_failed", 2000)]),
    ("charge.dispute.created", {**DISPUTE, "status": "needs_response"}, [("disputed", 5000)]),
    ("charge.dispute.created", {**DISPUTE, "status": "warning_needs_response"}, []),
    ("charge.dispute.closed", {**DISPUTE, "status": "won"}, [("won", 5000)]),
    ("charge.dispute.closed", {**DISPUTE, "status": "lost"}, [("lost", 5000)]),
    ("payout.paid", PAYOUT, [("look", 4905)]),
    ("payout.failed", PAYOUT, [("payout_failed", 4905)]),
    ("payout.canceled", PAYOUT, [("payout_failed", 4905)]),
]


def event(kind, thing):
    return {"id": "evt_1", "type": kind, "created": 1796083200, "data": {"object": thing}}


@pytest.mark.parametrize(
    ("kind", "thing", "expected"), SHAPES, ids=[f"{row[0]} {n}" for n, row in enumerate(SHAPES)]
)
def test_each_kind_is_read(kind, thing, expected):
    facts = facts_of(event(kind, thing))
    assert [(fact.kind, fact.amount) for fact in facts] == expected
    for fact in facts:
        assert fact.day.year == 2026 and (
            fact.number == NUMBER or fact.provider_id == INTENT or fact.key == "po_1"
        )


def test_no_kind_that_we_ask_for_is_left_out_here():
    assert {kind for kind, _thing, _expected in SHAPES} == KINDS


def test_captured_bodies_are_read_as_what_they_are():
    folder = Path(os.environ.get("HUSTINGS_TEST_PAYLOADS", "-"), "stripe")
    if not folder.is_dir():
        pytest.skip("HUSTINGS_TEST_PAYLOADS names no folder with captured bodies")
    seen = set()
    for file in sorted(folder.glob("*.json")):
        said = json.loads(file.read_text())
        thing = said["data"]["object"]
        if said["type"] not in KINDS:
            assert facts_of(said) == [], file.name
            continue
        thing.setdefault("id", "dp_1")
        thing["metadata"] = {"number": NUMBER, "off_session": "1"}
        if thing["object"] in {"charge", "dispute", "refund"}:  # as ours have it
            thing["payment_intent"] = INTENT
        kinds = [fact.kind for fact in facts_of(said)]
        expected = _CAPTURED.get(file.stem, kinds)
        assert kinds == expected, file.name
        seen |= {file.stem} & _CAPTURED.keys()
    assert seen == _CAPTURED.keys()


_CAPTURED = {
    "checkout.session.completed": ["settled"],
    "checkout.session.completed.payment_mode": ["settled"],
    "checkout.session.completed.setup_mode": [],
    "payment_intent.succeeded": ["settled"],
    "payment_intent.payment_failed": ["failed"],
    "charge.refunded": ["look"],
    "charge.refund.updated": ["refunded"],
    "charge.dispute.created": [],  # an inquiry
    "charge.dispute.closed": ["won"],
    "payout.paid": ["look"],
}
