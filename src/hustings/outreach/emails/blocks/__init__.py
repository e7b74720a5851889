"""Blocks that letters are composed of."""

from hustings.outreach.emails.blocks.base import (
    Drawn,
    MergeCharBlock,
    MergeTextBlock,
    Offer,
    mistakes,
    offered,
)
from hustings.outreach.emails.blocks.calls_to_action import EventBlock, GiftBlock, PetitionBlock
from hustings.outreach.emails.blocks.content import (
    SECOND,
    VERSIONS,
    ContentField,
    LetterBlock,
    Written,
    second,
)
from hustings.outreach.emails.blocks.layout import ColumnsBlock, OnlyBlock
from hustings.outreach.emails.blocks.links import ButtonBlock, LinksBlock
from hustings.outreach.emails.blocks.pictures import PictureBlock
from hustings.outreach.emails.blocks.texts import (
    DividerBlock,
    FooterBlock,
    HeadingBlock,
    QuoteBlock,
    SpacerBlock,
    TextBlock,
)

OWN = (
    Offer("text", TextBlock()),
    Offer("heading", HeadingBlock(max_length=120)),
    Offer("picture", PictureBlock()),
    Offer("button", ButtonBlock()),
    Offer("columns", ColumnsBlock()),
    Offer("quote", QuoteBlock()),
    Offer("links", LinksBlock()),
    Offer("divider", DividerBlock()),
    Offer("spacer", SpacerBlock()),
    Offer("event", EventBlock()),
    Offer("petition", PetitionBlock()),
    Offer("gift", GiftBlock()),
    Offer("footer", FooterBlock(rows=3)),
    Offer("only", OnlyBlock()),
)
