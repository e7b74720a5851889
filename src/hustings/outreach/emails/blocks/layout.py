"""Blocks that hold others."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hustings.outreach.emails.blocks import base
from hustings.outreach.emails.blocks.base import Drawn
from hustings.outreach.emails.blocks.links import ButtonBlock
from hustings.outreach.emails.blocks.pictures import PictureBlock
from hustings.outreach.emails.blocks.texts import HeadingBlock, TextBlock
from hustings.outreach.emails.rendering.canvas import MARGIN, WIDTH, Sheet
from hustings.people.segments.models import Segment

_GUTTER = 12  # half of the white between two columns


class _ColumnBlock(blocks.StreamBlock):
    heading = HeadingBlock(max_length=120)
    text = TextBlock()
    picture = PictureBlock()
    button = ButtonBlock()

    class Meta:
        required = False


class ColumnsBlock(Drawn, blocks.StructBlock):
    left = _ColumnBlock(label=_("Left, above on a phone"))
    right = _ColumnBlock(label=_("Right, below on a phone"))

    def draw(self, value: Any, sheet: Sheet) -> None:
        made = []
        for side in ("left", "right"):
            column = sheet.column(WIDTH // 2 - MARGIN)
            for child in value[side]:
                child.block.draw(child.value, column)
            sheet.say(column.text)
            made.append(f'<mj-column padding="0 {_GUTTER}px">{column.rows}</mj-column>')
        sheet.section(f'<mj-section padding="0 {MARGIN - _GUTTER}px">{"".join(made)}</mj-section>')

    class Meta:
        icon = "grid"
        label = _("Two columns")


def segments() -> Iterable[tuple[str, str]]:
    """Those for all of the team: whoever may change the letter may see them."""
    return [(str(pk), name) for pk, name in Segment.objects.filter(is_shared=True).values_list("pk", "name")]


class OnlyBlock(Drawn, blocks.StructBlock):
    """A part that only the people of a segment read."""

    segment = blocks.ChoiceBlock(label=_("For the segment"), choices=segments)
    body = base.BodyBlock(without={"only"})

    def draw(self, value: Any, sheet: Sheet) -> None:
        if not str(value["segment"] or "").isdecimal():
            return
        with sheet.only(int(value["segment"])) as inner:
            for child in value["body"]:
                child.block.draw(child.value, inner)

    class Meta:
        icon = "group"
        label = _("Conditional part")
