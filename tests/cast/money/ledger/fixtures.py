"""Books of a candidate, and entries in them."""

from datetime import date
from typing import Any

from hustings.money.ledger import actions
from hustings.money.ledger.models import Account, Books, Entry

FIRST = date(2026, 1, 1)
DAY = date(2026, 3, 2)


def books(plan: str = "plain", **values: Any) -> Books:
    """Books that are open since the first of the year."""
    about = {
        "name": "Campaign of Ada", "kind": Books.Kind.CANDIDATE, "agent": "Grace Hopper", "opened_on": FIRST,
    }  # fmt: skip
    return actions.open_books(plan=plan, **(about | values))


def gift(into: Books, amount: int = 5_000, on: date = DAY, **more: Any) -> Entry:
    """A donation by bank transfer."""
    bank, gifts = into.account(Account.Role.BANK), into.account(Account.Role.GIFTS)
    about = {"journal": "DO", "label": "Donation D-1", "transfers": [(bank, gifts, amount)]} | more
    return actions.post(books=into, on=on, **about)
