"""A receipt as a PDF, drawn anew each time from its facts: the same facts give the same bytes.

Kept files would take gigabytes for a year of a party, and outlive an erasure; facts take a hundredth and are
proven by their digest.
"""

import io
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader, simpleSplit

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import countries
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.paper import typeface
from hustings.foundation.lib.paper.typeface import BOLD, PLAIN
from hustings.money.donations.models.words import Kinds, Ways
from hustings.money.receipts.models import Receipt

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 57.0, WIDTH - 57.0, HEIGHT - 57.0, 74.0
_COLUMNS = (LEFT, LEFT + 110, LEFT + 250, RIGHT)  # where date, kind and means begin, and the amount ends
_GREY = 0.35


class _Sheet:
    """Lines of text, one below the other, over as many pages as they take."""

    def __init__(self, out: io.BytesIO, receipt: Receipt) -> None:
        self.receipt = receipt
        self.canvas = typeface.canvas(out, receipt.language)
        self.at, self.n = TOP, 1

    def say(self, text: str, size: float = 10, *, font: str = PLAIN, before: float = 0) -> None:
        """A paragraph, broken where the page is full."""
        self.at -= before
        for line in text.splitlines():
            for part in _broken(line, font, size):
                self.row([(LEFT, part)], size, font=font)

    def row(
        self, cells: Sequence[tuple[float, str]], size: float = 10, *, font: str = PLAIN, end: str = ""
    ) -> None:
        """Texts on one line, and one that ends at the right."""
        self.need(size * 1.45)
        self.at -= size * 1.45
        self.canvas.setFont(font, size)
        for x, text in cells:
            self.canvas.drawString(x, self.at, text)
        if end:
            self.canvas.drawRightString(RIGHT, self.at, end)

    def rule(self) -> None:
        self.at -= 5
        self.canvas.setLineWidth(0.5)
        self.canvas.line(LEFT, self.at, RIGHT, self.at)

    def need(self, height: float) -> None:
        """Go on to the next page where no more than that is left of this one."""
        if self.at - height < BOTTOM:
            self.turn()
            self.at, self.n = TOP, self.n + 1

    def turn(self) -> None:
        """The foot of a page, and its end."""
        canvas, said = self.canvas, {"number": self.receipt.number, "n": self.n}
        canvas.setFont(PLAIN, 8)
        canvas.setFillGray(_GREY)
        canvas.drawString(LEFT, 40, _("Check code: %s") % self.receipt.code)
        canvas.drawRightString(RIGHT, 40, _("No. %(number)s, page %(n)d") % said)
        canvas.setFillGray(0)
        canvas.showPage()


@lru_cache(1_000)
def _broken(text: str, font: str, size: float) -> Sequence[str]:
    """Lines of a text that is too long for one; those of the law and of the letterhead come again."""
    return simpleSplit(text, font, size, RIGHT - LEFT) or [""]


def render(receipt: Receipt, *, is_duplicate: bool = False) -> bytes:
    """The document, in the donor’s language."""
    out = io.BytesIO()
    with translation.override(receipt.language):
        sheet = _Sheet(out, receipt)
        _describe(sheet, is_duplicate)
        _head(sheet, is_duplicate)
        _donor(sheet)
        _lines(sheet)
        _law(sheet)
        _signatures(sheet)
        sheet.turn()
        sheet.canvas.save()
    return out.getvalue()


def title(receipt: Receipt) -> str:
    """Its heading: a receipt, or a confirmation where the law wants another paper."""
    if receipt.facts["is_receipt"]:
        return _("Donation receipt no. %s") % receipt.number
    return _("Confirmation of payment no. %s") % receipt.number


def _describe(sheet: _Sheet, is_duplicate: bool) -> None:
    canvas, receipt = sheet.canvas, sheet.receipt
    mark = f" ({_mark(receipt, is_duplicate)})" if _mark(receipt, is_duplicate) else ""
    canvas.setTitle(title(receipt) + mark)
    canvas.setAuthor(receipt.facts["by"]["agent"])
    canvas.setSubject(receipt.code)
    canvas.setCreator("Hustings")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _mark(receipt: Receipt, is_duplicate: bool) -> str:
    if receipt.voided_at:
        return pgettext("mark on a receipt", "VOID")
    return pgettext("mark on a receipt", "DUPLICATE") if is_duplicate else ""


def _head(sheet: _Sheet, is_duplicate: bool) -> None:
    by = sheet.receipt.facts["by"]
    sheet.row([(LEFT, by["name"])], 12, font=BOLD, end=_mark(sheet.receipt, is_duplicate))
    sheet.say("\n".join(filter(None, [by["agent"], by["address"]])), 9)
    if by["registration"]:
        sheet.say(_("Registration number: %s") % by["registration"], 9)
    sheet.say(title(sheet.receipt), 16, font=BOLD, before=24)
    sheet.say(_("Issued on %s") % _day(sheet.receipt.facts["on"], sheet.receipt.language), 9)


def _donor(sheet: _Sheet) -> None:
    donor = sheet.receipt.facts["donor"]
    sheet.say(pgettext("on a receipt", "Donor"), 11, font=BOLD, before=18)
    town = " ".join(filter(None, [donor["postcode"], donor["city"]]))
    place = ", ".join(filter(None, [town, countries.name(donor["country"])]))
    sheet.say("\n".join(filter(None, [donor["name"], donor["street"], place])))
    if donor["nationality"]:
        sheet.say(_("Nationality: %s") % countries.name(donor["nationality"]))


def _lines(sheet: _Sheet) -> None:
    receipt = sheet.receipt
    sheet.say(pgettext("on a receipt", "Payments received"), 11, font=BOLD, before=18)
    names = (_("Date"), _("Kind"), _("Means of payment"))
    sheet.row(list(zip(_COLUMNS, names, strict=False)), 9, font=BOLD, end=_("Amount"))
    sheet.rule()
    for line in receipt.facts["lines"]:
        cells = (
            _day(line["on"], receipt.language),
            str(Kinds(line["kind"]).label),
            str(Ways(line["means"]).label),
        )
        amount = money.shown(line["amount"], receipt.currency)
        sheet.row(list(zip(_COLUMNS, cells, strict=False)), end=amount)
    sheet.rule()
    sheet.row([(LEFT, _("Total"))], font=BOLD, end=money.shown(receipt.total, receipt.currency))


def _law(sheet: _Sheet) -> None:
    facts = sheet.receipt.facts
    for text in _said(facts):
        sheet.say(text, 9, before=10)


def _said(facts: dict[str, Any]) -> list[str]:
    """Sentences of the law, or why it gives nothing."""
    if not facts["is_receipt"]:
        return [
            _("This confirms the payment. The receipt for your tax return has a number of the authority.")
        ]
    if not facts["rule"]:
        return []
    return [facts["words"] if facts["reduces_tax"] else _("This payment doesn’t reduce income tax.")]


def _signatures(sheet: _Sheet) -> None:
    facts, picture = sheet.receipt.facts, sheet.receipt.signature
    sheet.need(110)
    sheet.at -= 24
    top = sheet.at
    if facts["rule"] and facts["is_receipt"]:
        sheet.canvas.setFont(PLAIN, 9)
        sheet.canvas.drawString(LEFT + 260, top, _("Signature of the donor"))
    sheet.canvas.setFont(PLAIN, 9)
    sheet.canvas.drawString(LEFT, top, facts["by"]["signer"])
    if picture:
        image = _image(picture.pk, picture.file)
        wide, high = image.getSize()
        scale = min(160 / wide, 60 / high)
        sheet.canvas.drawImage(image, LEFT, top - 8 - high * scale, wide * scale, high * scale)
    sheet.at = top - 76


_images: dict[int, ImageReader] = {}  # signatures are few and never change


def _image(key: int, file: Any) -> ImageReader:
    if key not in _images:
        with file.open("rb") as found:
            _images[key] = ImageReader(io.BytesIO(found.read()))
    return _images[key]


@lru_cache(1_000)
def _day(text: str, _language: str) -> str:
    return date_format(date.fromisoformat(text), "DATE_FORMAT")
