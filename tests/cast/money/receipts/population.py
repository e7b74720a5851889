"""Receipts among the people that the tests of segments ask about."""

from hustings.money.donations.models import Fund
from hustings.money.receipts.models import Receipt
from hustings.money.receipts.renewal import void
from tests.cast.money.receipts.fixtures import issue, series


def fill() -> None:
    """Those for the gifts to one of the funds; every fourth is void."""
    fund = Fund.objects.order_by("pk").first()
    if fund:
        for row in issue(series(fund, is_mailed=False))[::4]:
            void(row.pk, Receipt.Why.MISTAKE)
