"""What letters are composed of."""

from hustings.mailing.blocks.base import Drawn, MergeCharBlock, register
from hustings.mailing.blocks.letters import VERSIONS, ContentField, LetterBlock
from hustings.mailing.blocks.texts import HeadingBlock, TextBlock

__all__ = ["VERSIONS", "ContentField", "Drawn", "LetterBlock", "MergeCharBlock", "register"]

register("heading", HeadingBlock(max_length=120))
register("text", TextBlock())
