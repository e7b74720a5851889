"""Sheets of a closed sale as PDF: slips for members, lists of producers, what is missing."""

import io
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.paper import typeface
from hustings.foundation.lib.paper.typeface import BOLD, PLAIN
from hustings.networks.hives.lists import producer_lists
from hustings.networks.hives.models import Basket, Sale

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 50.0, WIDTH - 50.0, HEIGHT - 50.0, 50.0
_SPACE = 1.45  # of a line, in heights of its letters


class Sheet:
    """Lines of text over as many pages as they take; a block is kept together where a page holds it."""

    def __init__(self, title: str) -> None:
        self.out = io.BytesIO()
        self.canvas = typeface.canvas(self.out, get_language() or "")
        self.canvas.setTitle(title)
        self.at = TOP

    def row(
        self, text: str, *, size: float = 10, font: str = PLAIN, end: str = "", indent: float = 0
    ) -> None:
        room = RIGHT - LEFT - indent - (80 if end else 0)
        for part in simpleSplit(text, font, size, room) or [""]:
            self.need(size * _SPACE)
            self.at -= size * _SPACE
            self.canvas.setFont(font, size)
            self.canvas.drawString(LEFT + indent, self.at, part)
            if end:
                self.canvas.drawRightString(RIGHT, self.at, end)
                end = ""

    def rule(self) -> None:
        self.at -= 6
        self.canvas.setLineWidth(0.5)
        self.canvas.line(LEFT, self.at, RIGHT, self.at)

    def need(self, height: float) -> None:
        if self.at - height < BOTTOM:
            self.canvas.showPage()
            self.at = TOP

    def done(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()


def _head(sheet: Sheet, sale: Sale, title: str) -> None:
    when = date_format(timezone.localtime(sale.pickup_from), "DATE_FORMAT")
    sheet.row(title, size=15, font=BOLD)
    sheet.row(f"{sale.hive.name} · {when} · {sale.hive.place}", size=9)
    sheet.rule()


def slips(sale: Sale, baskets: Iterable[Basket] | None = None) -> bytes:
    """One block a basket, by its number. Names stand on none: a slip may be lost."""
    sheet = Sheet(_("Slips"))
    _head(sheet, sale, _("Slips"))
    rows = sale.baskets.kept() if baskets is None else baskets
    held = Basket.objects.filter(pk__in=[row.pk for row in rows]).prefetch_related("lines__offer__producer")
    for basket in held.order_by("number"):
        _slip(sheet, sale, basket)
    return sheet.done()


def _slip(sheet: Sheet, sale: Sale, basket: Basket) -> None:
    lines = [line for line in basket.lines.all() if line.got]
    sheet.need(min(len(lines) + 4, 30) * 14.5)
    currency = sale.hive.currency
    sheet.row(_("Slip %s") % basket.number, size=13, font=BOLD, end=money.shown(basket.total, currency))
    for line in lines:
        words = f"☐ {line.had} × {line.offer.name} ({line.offer.producer})"
        sheet.row(words, end=money.shown(line.amount, currency), indent=8)
    for words, amount in (
        (_("Deposits"), basket.deposits),
        (_("Fees"), basket.fees),
        (_("VAT in it"), basket.vat),
    ):
        if amount:
            sheet.row(words, size=9, end=money.shown(amount, currency), indent=8)
    sheet.rule()


def producers(sale: Sale) -> bytes:
    """Goods that each producer brings, and what they get for it."""
    sheet = Sheet(_("Orders by producer"))
    _head(sheet, sale, _("Orders by producer"))
    for delivery, rows in producer_lists.by_producer(sale):
        sheet.need(60)
        sheet.row(
            str(delivery.producer), size=13, font=BOLD, end=money.shown(delivery.due, sale.hive.currency)
        )
        for row in rows:
            sheet.row(f"☐ {row.said} · {row.name}", indent=8)
        sheet.rule()
    return sheet.done()


def missing(sale: Sale) -> bytes:
    """All that members asked for and don't get, with the reason."""
    sheet = Sheet(_("Missing goods"))
    _head(sheet, sale, _("Missing goods"))
    for line in producer_lists.missing(sale):
        words = f"{line.basket.number} · {line.offer.name} ({line.offer.producer}): {line.asked} → {line.had}"
        sheet.row(words)
        sheet.row(str(line.reason) or _("Corrected at the pick-up."), size=8, indent=12)
    return sheet.done()


SHEETS = {"slips": slips, "producers": producers, "missing": missing}


def sent(content: bytes, name: str) -> HttpResponse:
    """A PDF that the browser shows."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
