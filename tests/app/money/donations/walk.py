"""Donations to a fund of the whole campaign, and what is asked of donors: see ``tests/walks.py``."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast.money.donations import fixtures


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    fund = fixtures.party()
    gift = fixtures.give(fund, person, 50_00)
    found = {
        f"donations:{name}": [gift.pk] for name in ("donation", "refund", "donor", "arrival", "withdrawal")
    }
    found |= {f"donations:{name}": [fund.pk] for name in ("fund", "fund_page", "showing", "closure")}
    return found | {"donations:enter": [person.uid]}


def _held(person: Any) -> list[Any]:
    return [row for row in person.donations.all() if row.state in {"settled", "disputed"}]


def _gave(person: Any, value: dict[str, Any]) -> bool:
    since = timezone.localdate() - timedelta(days=value.get("days", 100_000))
    rows = [row for row in _held(person) if row.given_on >= since]
    rows = [row for row in rows if value.get("fund") in {None, row.fund_id}]
    left = sum(row.amount - row.refunded for row in rows)
    return len(rows) >= value.get("times", 1) and left >= value.get("amount", 0) * 100


def _lapsed(person: Any, days: int) -> bool:
    since = timezone.localdate() - timedelta(days=days)
    return bool(_held(person)) and all(row.given_on < since for row in _held(person))


def _monthly(person: Any, _value: Any) -> bool:
    return any(not row.ended_at and not row.paused_at for row in person.donation_plans.all())


MEANINGS = {
    "gave is": _gave,
    "gave is_not": lambda person, value: not _gave(person, value),
    "lapsed_donor is": _lapsed,
    "lapsed_donor is_not": lambda person, days: not _lapsed(person, days),
    "monthly_donor is": _monthly,
    "monthly_donor is_not": lambda person, value: not _monthly(person, value),
}
