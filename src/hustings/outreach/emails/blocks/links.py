"""Blocks that lead somewhere."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hustings.outreach.emails.blocks import base
from hustings.outreach.emails.blocks.base import Drawn, MergeCharBlock
from hustings.outreach.emails.rendering.canvas import Sheet, attr


class AddressBlock(blocks.URLBlock):
    """The address of a page: the same for everybody. A draft keeps half of one, but for a script."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**({"label": _("address"), "max_length": 1_000} | more))

    def clean(self, value: Any) -> Any:
        try:
            found = super().clean(value)
        except ValidationError:
            if base.is_draft.get() and _is_harmless(str(value or "")):
                return value
            raise
        if "{{" in (found or "") and not base.is_draft.get():
            raise ValidationError(gettext("A merge field can't stand in the address of a link."), base.MERGE)
        return found


def _is_harmless(address: str) -> bool:
    try:
        return urlsplit(address.strip()).scheme in {"", "http", "https"}
    except ValueError:
        return False


def told(sheet: Sheet, words: str | None, address: str) -> str:
    return gettext("%(words)s: %(address)s") % {"words": sheet.plain(words), "address": address}


def button(sheet: Sheet, target: str | None, label: str | None, *, is_quiet: bool = False) -> None:
    """A button in the campaign's colour; its ground is a table's cell, so Outlook shows it, too."""
    if not target or not label:
        return  # not yet written
    look, address = sheet.look, sheet.address(target, label)
    colours = (
        f'css-class="h-q" background-color="{look.sheet}" color="{look.link}"'
        if is_quiet
        else f'css-class="h-b" background-color="{look.brand}" color="{look.on_brand}"'
    )
    sheet.row(
        f'<mj-button href="{attr(address)}" {colours} border="2px solid {look.brand}" border-radius="6px"'
        ' font-size="16px" font-weight="bold"'
        f' inner-padding="12px 24px" padding="4px 0 16px" align="left">{sheet.words(label)}</mj-button>'
    )
    sheet.say(told(sheet, label, address))


class ButtonBlock(Drawn, blocks.StructBlock):
    label = MergeCharBlock(label=_("words on it"), max_length=60)
    address = AddressBlock()

    def draw(self, value: Any, sheet: Sheet) -> None:
        button(sheet, value["address"], value["label"])

    class Meta:
        icon = "link"
        label = _("Button")
        label_format = "{label}"


class LinkBlock(blocks.StructBlock):
    label = MergeCharBlock(label=pgettext_lazy("in a letter", "words"), max_length=120)
    address = AddressBlock()

    class Meta:
        icon = "link"
        label = _("Link")


class LinksBlock(Drawn, blocks.ListBlock):
    def __init__(self, **more: Any) -> None:
        super().__init__(LinkBlock(), **more)

    def draw(self, value: Any, sheet: Sheet) -> None:
        items, lines = [], []
        for link in value:
            if not link["address"]:
                continue
            address = sheet.address(link["address"], link["label"])
            style = f"color:{sheet.look.link};text-decoration:underline"
            words = sheet.words(link["label"])
            link_ = f'<a href="{attr(address)}" class="h-a" style="{style}">{words}</a>'
            items.append(f'<li style="margin:0 0 8px">{link_}</li>')
            lines.append(f"- {told(sheet, link['label'], address)}")
        if items:
            listed = f'<ul style="margin:0;padding-left:24px">{"".join(items)}</ul>'
            sheet.row(f'<mj-text css-class="h-text" padding="0 0 12px">{listed}</mj-text>')
            sheet.say("\n".join(lines))

    class Meta:
        icon = "list-ul"
        label = _("List of links")
