"""Donations without a receipt, and why."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, Title
from hustings.money.donations.models import Donation, Fund
from hustings.money.ledger.rights import SEE_MONEY
from hustings.money.ledger.views.frame import Money
from hustings.money.receipts import waiting
from hustings.money.receipts.models import Series
from hustings.money.receipts.views.frame import ICON, RECEIPTS


def _gift(row: Any) -> str:
    return reverse("donations:donation", args=[row.pk])


class Waiting(Resource):
    """Gifts whose money is there and that no receipt covers, the youngest first."""

    guard = needs(SEE_MONEY)
    title, icon = gettext_lazy("Donations without a receipt"), ICON
    trail = (("receipts:receipts", RECEIPTS),)
    intro = gettext_lazy(
        "Loans and donations in kind have none. To complete a donor’s details, open the donation."
    )
    columns = (
        Title("donor", gettext_lazy("Donor"), url=_gift, under="number"),
        Column("fund", gettext_lazy("Fund")),
        Money("left", gettext_lazy("Amount"), currency="currency"),
        Day("given_on", gettext_lazy("Date")),
        Column("why", gettext_lazy("Why")),
    )
    empty = gettext_lazy("Every donation has its receipt.")

    def rows(self) -> QuerySet[Donation]:
        funds = Fund.objects.of(self.user, SEE_MONEY)
        return waiting.uncovered().filter(fund__in=funds).select_related("fund__books__election", "donor")

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        """With the reason of each: the law’s, the series’s, or that it is about to come."""
        series = {row.books_id: row for row in Series.objects.live().filter(books__funds__donations__in=rows)}
        judge = waiting.Judge()
        for row in rows:
            row.why = judge.reason(row) or _coming(series.get(row.fund.books_id), row)
        return rows


def _coming(series: Series | None, row: Donation) -> str:
    if series is None:
        return _("These books have no series of receipts.")
    if row.given_on < series.since:
        return _("The series begins later.")
    if series.span == Series.Span.YEAR:
        return _("With the receipts of %d.") % row.given_on.year
    return _("Within minutes, if there are numbers left.")
