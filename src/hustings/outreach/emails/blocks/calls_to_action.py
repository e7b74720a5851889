"""Blocks that ask for something: to come, to sign, to give."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.formats import money
from hustings.outreach.emails.blocks.base import Drawn, MergeCharBlock, MergeTextBlock
from hustings.outreach.emails.blocks.links import AddressBlock, button
from hustings.outreach.emails.blocks.texts import heading, paragraph
from hustings.outreach.emails.rendering.canvas import Sheet

CURRENCIES = list(money.SIGNS.items())


class EventBlock(Drawn, blocks.StructBlock):
    title = MergeCharBlock(label=_("Title"), max_length=120)
    begins_at = blocks.DateTimeBlock(label=_("Begins"))
    place = blocks.CharBlock(label=_("Place"), max_length=200, required=False)
    text = MergeTextBlock(label=_("Text"), required=False, rows=3)
    address = AddressBlock(required=False)
    label = MergeCharBlock(label=_("Words on the button"), max_length=60, required=False)

    def draw(self, value: Any, sheet: Sheet) -> None:
        heading(sheet, value["title"], size=21)
        when = told(value["begins_at"]) if value["begins_at"] else ""
        paragraph(sheet, "\n".join(line for line in (when, value["place"]) if line))
        paragraph(sheet, value["text"])
        if value["address"]:
            button(sheet, value["address"], value["label"] or gettext("I am coming"))

    class Meta:
        icon = "date"
        label = _("Event")
        label_format = "{title}"


class PetitionBlock(Drawn, blocks.StructBlock):
    title = MergeCharBlock(label=_("Title"), max_length=120)
    text = MergeTextBlock(label=_("Text"), required=False, rows=3)
    n_signed = blocks.IntegerBlock(label=_("Signatures so far"), required=False, min_value=0)
    address = AddressBlock()
    label = MergeCharBlock(label=_("Words on the button"), max_length=60, required=False)

    def draw(self, value: Any, sheet: Sheet) -> None:
        heading(sheet, value["title"], size=21)
        paragraph(sheet, value["text"])
        if n := value["n_signed"]:
            words = ngettext("%(n)s person has signed.", "%(n)s people have signed.", n)
            paragraph(sheet, words % {"n": number_format(n, force_grouping=True)})
        button(sheet, value["address"], value["label"] or gettext("I sign"))

    class Meta:
        icon = "pick"
        label = _("Petition")
        label_format = "{title}"


class GiftBlock(Drawn, blocks.StructBlock):
    """An appeal for money: a button for each amount, which the page of gifts reads from its address."""

    title = MergeCharBlock(label=_("Title"), max_length=120, required=False)
    text = MergeTextBlock(label=_("Text"), required=False, rows=3)
    address = AddressBlock(label=_("Page of gifts"))
    currency = blocks.ChoiceBlock(label=_("Currency"), choices=CURRENCIES, default="EUR")
    amounts = blocks.ListBlock(
        blocks.IntegerBlock(label=_("Amount"), min_value=1, max_value=100_000), label=_("Amounts"), max_num=5
    )
    label = MergeCharBlock(
        label=_("Words on the last button"),
        max_length=60,
        required=False,
        help_text=_("For another amount"),
    )

    def draw(self, value: Any, sheet: Sheet) -> None:
        if value["title"]:
            heading(sheet, value["title"], size=21)
        paragraph(sheet, value["text"])
        amounts = [amount for amount in value["amounts"] if amount and value["address"]]
        for amount in amounts:
            currency = value["currency"]
            shown = money.shown(amount * 10 ** money.digits(currency), currency, is_short=True)
            words = gettext("I give %(amount)s") % {"amount": shown}
            button(sheet, with_amount(value["address"], amount), words)
        label = value["label"] or (gettext("Another amount") if amounts else gettext("I give"))
        button(sheet, value["address"], label, is_quiet=bool(amounts))

    class Meta:
        icon = "plus-inverse"
        label = _("Appeal for gifts")


def told(moment: datetime) -> str:
    here = timezone.localtime(moment)
    return f"{date_format(here, 'l j F Y')}, {date_format(here, 'TIME_FORMAT')}"


def with_amount(address: str, amount: int) -> str:
    """The address of a page of gifts that knows the amount already."""
    parts = urlsplit(address)
    query = "&".join(part for part in (parts.query, urlencode({"amount": amount})) if part)
    return urlunsplit(parts._replace(query=query))
