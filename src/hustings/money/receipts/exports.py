"""Receipts as files: a list for anybody, and the lines that an authority wants, as its rule says."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from hustings.foundation.lib.formats import money
from hustings.money.donations.models import Donation
from hustings.money.donations.models.donations import HELD
from hustings.money.ledger.models import Books
from hustings.money.receipts.models import Receipt, ReceiptItem

_AT_ONCE = 1_000


def rows(found: QuerySet[Receipt]) -> Iterator[Sequence[Any]]:
    """Head and lines, void ones as well: no number is left out."""
    yield [
        pgettext("of a receipt", "number"), _("issued"), _("donor"), _("year of the donations"), _("amount"),
        _("currency"), _("reduces income tax"), _("void since"), _("reason"), _("replaced by"),
    ]  # fmt: skip
    for row in found.select_related("replaced_by").order_by("series", "pk").iterator(_AT_ONCE):
        other = getattr(row, "replaced_by", None)
        yield [
            row.number, row.issued_on.isoformat(), row.name, row.given_in,
            money.plain(row.total, row.currency), row.currency, _("yes") if row.reduces_tax else _("no"),
            timezone.localdate(row.voided_at).isoformat() if row.voided_at else "",
            row.get_why_void_display(), other.number if other else "",
        ]  # fmt: skip


def official(books: Books, year: int, columns: Sequence[str], language: str) -> Iterator[str]:
    """One line for each payment of the year, tabs between the columns that the rule of law names."""
    gifts = Donation.objects.filter(fund__books=books, given_on__year=year, state__in=HELD, kind__in=_KINDS)
    gifts = gifts.select_related("donor").order_by("given_on", "pk")
    yield "\t".join(columns) + "\r\n"
    for at in _chunks(gifts):
        held = ReceiptItem.objects.held().filter(donation__in=at, receipt__voided_at=None)
        numbers = dict(held.values_list("donation", "receipt__number"))
        with override(language):  # it is written while it is sent
            table = [[_COLUMNS[name](row, numbers) for name in columns] for row in at]
        for cells in table:
            yield "\t".join(" ".join(str(cell).split()) for cell in cells) + "\r\n"


def _chunks(found: QuerySet[Donation]) -> Iterator[list[Donation]]:
    some: list[Donation] = []
    for row in found.iterator(_AT_ONCE):
        some.append(row)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    yield some


_KINDS = ["gift", "dues", "office_dues"]
Cell = Callable[[Donation, dict[int, str]], Any]


def _day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


# Facts that Hustings doesn’t have (a title, an elected office, the bank’s reference) stay empty columns.
_COLUMNS: dict[str, Cell] = {
    "operation": lambda row, _n: row.number,
    "means": lambda row, _n: row.get_means_display(),
    "paid_on": lambda row, _n: _day(row.given_on),
    "donor": lambda row, _n: row.person_id or f"E{row.donor_id}",
    "title": lambda row, _n: "",
    "given_name": lambda row, _n: row.donor.given_name,
    "family_name": lambda row, _n: row.donor.family_name,
    "office": lambda row, _n: "",
    "street": lambda row, _n: row.donor.street,
    "city": lambda row, _n: row.donor.city,
    "postcode": lambda row, _n: row.donor.postcode,
    "country": lambda row, _n: row.donor.country,
    "nationality": lambda row, _n: row.donor.nationality,
    "currency": lambda row, _n: row.currency,
    "amount": lambda row, _n: money.plain(row.left, row.currency, ","),
    "statement": lambda row, _n: "",
    "slip": lambda row, _n: row.reference,
    "kind": lambda row, _n: row.get_kind_display(),
    "receipt": lambda row, numbers: numbers.get(row.pk, ""),
}
