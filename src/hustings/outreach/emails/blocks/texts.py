"""Blocks of words, and what stands between them."""

from html import escape
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails import merge_fields
from hustings.outreach.emails.blocks import base
from hustings.outreach.emails.blocks.base import Drawn, MergeCharBlock, MergeTextBlock
from hustings.outreach.emails.merge_fields import BadMerge
from hustings.outreach.emails.rendering import rich_text
from hustings.outreach.emails.rendering.canvas import Sheet

FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul", "hr", "blockquote"]
FEATURES += [merge_fields.FEATURE, merge_fields.MARKS]
_HEIGHTS = {"8": _("small"), "24": _("medium"), "48": _("large")}


def heading(sheet: Sheet, text: str | None, *, size: int = 24) -> None:
    if not text:
        return
    style = f"margin:0;font-size:{size}px;line-height:1.25;font-weight:bold"
    words = f'<h2 style="{style}">{sheet.words(text)}</h2>'
    sheet.row(f'<mj-text css-class="h-text" padding="8px 0 12px">{words}</mj-text>')
    sheet.say(sheet.plain(text))


def paragraph(sheet: Sheet, text: str | None) -> None:
    """Lines as they were typed."""
    if text and text.strip():
        words = sheet.words(text).replace("\n", "<br />")
        sheet.row(f'<mj-text css-class="h-text" padding="0 0 16px">{words}</mj-text>')
        sheet.say(sheet.plain(text))


class HeadingBlock(Drawn, MergeCharBlock):
    def draw(self, value: Any, sheet: Sheet) -> None:
        heading(sheet, value)

    class Meta:
        icon = "title"
        label = _("Heading")


class TextBlock(Drawn, blocks.RichTextBlock):
    def __init__(self, **more: Any) -> None:
        super().__init__(**({"features": FEATURES} | more))

    @cached_property
    def field(self) -> forms.Field:
        from hustings.outreach.emails import chips  # needs all models, and a block is made before

        return forms.CharField(widget=chips.MessageArea(features=self.features), **self.field_options)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if base.is_draft.get():
            return value
        try:
            rich_text.draw(value.source, Sheet(Campaign(), "fr"))
        except BadMerge as bad:
            raise ValidationError(str(bad), base.MERGE) from bad
        return value

    def draw(self, value: Any, sheet: Sheet) -> None:
        html, text = rich_text.draw(value.source, sheet)
        if html:
            sheet.row(f'<mj-text css-class="h-text">{html}</mj-text>')
        sheet.say(text)

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class QuoteBlock(Drawn, blocks.StructBlock):
    text = MergeTextBlock(label=pgettext_lazy("in a letter", "words"), rows=3)
    by = MergeCharBlock(label=_("who says so"), required=False, max_length=120)

    def draw(self, value: Any, sheet: Sheet) -> None:
        said = sheet.words(value["text"]).replace("\n", "<br />")
        by = sheet.words(value["by"])
        inside = f'<p style="margin:0;font-size:19px;line-height:1.45;font-style:italic">{said}</p>'
        inside += f'<p style="margin:8px 0 0;font-size:14px">— {by}</p>' if by else ""
        style = f"margin:0;padding:2px 0 2px 18px;border-left:4px solid {sheet.look.brand}"
        sheet.row(
            '<mj-text css-class="h-text" padding="4px 0 20px">'
            f'<blockquote class="h-line" style="{style}">{inside}</blockquote></mj-text>'
        )
        lines = [*sheet.plain(value["text"]).split("\n"), *([f"— {sheet.plain(value['by'])}"] if by else [])]
        sheet.say("\n".join(f"> {line}" for line in lines))

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class DividerBlock(Drawn, blocks.StaticBlock):
    def draw(self, value: Any, sheet: Sheet) -> None:
        sheet.row('<mj-divider border-width="1px" border-color="#b9bfc9" padding="8px 0 24px" />')
        sheet.say("-" * 20)

    class Meta:
        icon = "minus"
        label = pgettext_lazy("drawn", "Line")
        admin_text = _("A horizontal line.")


class SpacerBlock(Drawn, blocks.ChoiceBlock):
    def __init__(self, **more: Any) -> None:
        super().__init__(**({"choices": list(_HEIGHTS.items()), "default": "24"} | more))

    def draw(self, value: Any, sheet: Sheet) -> None:
        """One row; nothing in the text."""
        sheet.row(f'<mj-spacer height="{value if value in _HEIGHTS else 24}px" />')

    class Meta:
        icon = "order"
        label = _("Space")


class FooterBlock(Drawn, MergeTextBlock):
    """Small letters below: an imprint, a duty of the law."""

    def draw(self, value: Any, sheet: Sheet) -> None:
        words = escape(sheet.plain(value)).replace("\n", "<br />")
        sheet.below(f'<p style="margin:0 0 8px">{words}</p>')
        sheet.say(sheet.plain(value))

    class Meta:
        icon = "doc-full"
        label = _("Small print")
