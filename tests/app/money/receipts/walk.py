"""Receipts of the whole campaign, and what is asked of their donors: see ``tests/walks.py``."""

from typing import Any

from tests.cast.money.donations import fixtures
from tests.cast.money.receipts.fixtures import given, issue


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    fund = fixtures.party()
    fixtures.give(fund, person, 50_00)
    rows = given(fund)
    receipt = issue(rows)[0]
    found = {f"receipts:{name}": [receipt.pk] for name in ("receipt", "print", "void", "replacement", "mail")}
    of_series = ("series", "settings", "numbers", "signature", "unsign", "year", "closure", "file")
    return found | {f"receipts:{name}": [rows.pk] for name in of_series}


def _has(person: Any, year: int) -> bool:
    return any(row.given_in == year and not row.voided_at for row in person.receipts.all())


MEANINGS = {
    "receipt is": _has,
    "receipt is_not": lambda person, year: not _has(person, year),
}
