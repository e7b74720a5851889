"""Donations that wait for a receipt, and the law’s answer to each."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from hustings.foundation.legal import gifts, receipt_sentences, receipts
from hustings.foundation.legal.pack import Pack
from hustings.foundation.lib.formats import money
from hustings.money.donations import caps
from hustings.money.donations.models import Donation, RefundProposal, State
from hustings.money.donations.models.words import Kinds
from hustings.money.receipts.models import ReceiptItem, Series

_KINDS = [Kinds.GIFT, Kinds.DUES, Kinds.OFFICE_DUES]  # no country knows receipts for others


def due(series: Series, year: int | None = None) -> QuerySet[Donation]:
    """Gifts of the series without a receipt; of past years only, where one stands for a year."""
    rows = uncovered().filter(fund__books=series.books_id, given_on__gte=series.since)
    if year:
        rows = rows.filter(given_on__year=year)
    if series.span == Series.Span.YEAR:
        rows = rows.filter(given_on__year__lt=timezone.localdate().year)
    return rows


def uncovered() -> QuerySet[Donation]:
    """Gifts whose money is there and stays, without a receipt."""
    held = ReceiptItem.objects.held().filter(donation=OuterRef("pk"))
    too_much = RefundProposal.objects.open().filter(donation=OuterRef("pk"))
    rows = Donation.objects.filter(state=State.SETTLED, kind__in=_KINDS, refunded__lt=F("amount"))
    return rows.filter(~Exists(held), ~Exists(too_much))


@dataclass
class Judge:
    """The law of the moment, asked about one gift after another; what it needs of a fund is read once."""

    pack: Pack | None = field(default_factory=caps.law)
    funds: dict[int, gifts.Fund] = field(default_factory=dict)

    def answer(self, row: Donation) -> receipts.Due | receipts.NotDue:
        """With the fund’s books and the donor read before."""
        donor = row.donor
        has_address = bool(donor.street and donor.city and donor.country)
        return receipts.judge(
            self.pack, caps.as_gift(row), donor.facts(), self._fund(row), has_address=has_address
        )

    def reason(self, row: Donation) -> str:
        """Why none is made out for it, in the reader’s language; empty where one is due."""
        found = self.answer(row)
        if isinstance(found, receipts.Due):
            return ""
        return receipt_sentences.reason(found, get_language() or "en", money.shown)

    def _fund(self, row: Donation) -> Any:
        if self.pack is None:
            return gifts.Fund()
        if row.fund_id not in self.funds:
            self.funds[row.fund_id] = caps.facts(row.fund, self.pack, has_totals=False)
        return self.funds[row.fund_id]
