"""Blocks of words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hustings.campaigns.models import Campaign
from hustings.mailing.blocks.base import Drawn, MergeCharBlock
from hustings.mailing.merge import BadMerge
from hustings.mailing.rendering import rich
from hustings.mailing.rendering.sheet import Sheet

FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul", "hr", "blockquote"]


class HeadingBlock(Drawn, MergeCharBlock):
    """A line that stands out."""

    def draw(self, value: Any, sheet: Sheet) -> None:
        """One row."""
        sheet.row(
            '<mj-text css-class="h-text" padding="8px 0 12px" font-size="24px" font-weight="bold"'
            f' line-height="1.25"><h2 style="margin:0;font-size:24px;line-height:1.25">{sheet.words(value)}'
            "</h2></mj-text>"
        )
        sheet.say(sheet.plain(value))

    class Meta:
        icon = "title"
        label = _("Heading")


class TextBlock(Drawn, blocks.RichTextBlock):
    """Formatted text."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**({"features": FEATURES} | more))

    def clean(self, value: Any) -> Any:
        """Its merge fields understood."""
        value = super().clean(value)
        try:
            rich.draw(value.source, Sheet(Campaign(), "fr"))
        except BadMerge as bad:
            raise ValidationError(str(bad)) from bad
        return value

    def draw(self, value: Any, sheet: Sheet) -> None:
        """One row."""
        html, text = rich.draw(value.source, sheet)
        sheet.row(f'<mj-text css-class="h-text">{html}</mj-text>')
        sheet.say(text)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
