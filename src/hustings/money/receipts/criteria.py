"""A condition of segments: a valid receipt for the donations of a year."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.money.donations.criteria import DONATIONS
from hustings.money.receipts.models import Receipt
from hustings.people.segments.criteria import Criterion, Number, Operator


def _receipts(year: int) -> QuerySet[Any]:
    return Receipt.objects.valid().filter(person__isnull=False, given_in=year)


_YEAR = Number(2000, 2100)
CRITERIA = (
    Criterion(
        "receipt",
        _("Donation receipt"),
        {
            "is": Operator(
                _("they have one for the year"), _("has a receipt for donations of %(value)s"), _receipts,
                _YEAR,
            ),
            "is_not": Operator(
                _("they have none for the year"), _("has no receipt for donations of %(value)s"), _receipts,
                _YEAR, True,
            ),
        },
        DONATIONS,
    ),
)  # fmt: skip
