"""Payments of books of the whole campaign: see ``tests/walks.py``."""

from typing import Any

from tests.cast.money.ledger.fixtures import books
from tests.cast.money.payments.fixtures import begin, channel


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    bank = channel(books())
    payment = begin(bank).payment
    found: dict[str, list[Any]] = {
        f"payments:{name}": [payment.pk] for name in ("payment", "refund", "close_failed")
    }
    of_channel = ["", "_edit", "_trial", "_switch", "_reconciliation", "_resume"]
    return found | {f"payments:channel{name}": [bank.pk] for name in of_channel}
