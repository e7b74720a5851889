"""What letters are composed of."""

from hustings.mailing.blocks.base import Drawn, MergeCharBlock, MergeTextBlock, register
from hustings.mailing.blocks.deeds import EventBlock, GiftBlock, PetitionBlock
from hustings.mailing.blocks.layout import ColumnsBlock, OnlyBlock
from hustings.mailing.blocks.letters import VERSIONS, ContentField, LetterBlock, Written
from hustings.mailing.blocks.links import ButtonBlock, LinksBlock
from hustings.mailing.blocks.pictures import PictureBlock
from hustings.mailing.blocks.texts import (
    DividerBlock,
    FooterBlock,
    HeadingBlock,
    QuoteBlock,
    SpacerBlock,
    TextBlock,
)

__all__ = [
    "VERSIONS",
    "ContentField",
    "Drawn",
    "LetterBlock",
    "MergeCharBlock",
    "MergeTextBlock",
    "Written",
    "register",
]

register("text", TextBlock())
register("heading", HeadingBlock(max_length=120))
register("picture", PictureBlock())
register("button", ButtonBlock())
register("columns", ColumnsBlock())
register("quote", QuoteBlock())
register("links", LinksBlock())
register("divider", DividerBlock())
register("spacer", SpacerBlock())
register("event", EventBlock())
register("petition", PetitionBlock())
register("gift", GiftBlock())
register("footer", FooterBlock(rows=3))
register("only", OnlyBlock())
