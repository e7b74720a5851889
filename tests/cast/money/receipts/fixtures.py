"""Series of receipts, and what they make out."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hustings.money.donations.models import Fund
from hustings.money.receipts import actions, issuing, tasks
from hustings.money.receipts.models import Receipt, Series


def series(fund: Fund, **values: Any) -> Series:
    """Numbers of our own, one receipt a payment, for gifts of the last years."""
    about = {"numbering": "own", "prefix": "R", "since": timezone.localdate() - timedelta(days=1_500)}
    return actions.open_series(books=fund.books, **(about | values))


def given(fund: Fund, first: int = 41, last: int = 60, **values: Any) -> Series:
    """Numbers that the authority gave."""
    made = series(fund, numbering="authority", prefix="", **values)
    actions.add_range(series=made, first=first, last=last, prefix="P", width=4)
    return made


def issue(of: Series) -> list[Receipt]:
    """Make out all that is due; those of this series, in their order."""
    issuing.run(of, tasks.mail.enqueue)
    return list(of.receipts.order_by("pk"))
