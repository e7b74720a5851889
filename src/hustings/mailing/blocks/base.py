"""What every block of a letter can do, and where apps register theirs."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hustings.mailing import merge
from hustings.mailing.merge import BadMerge
from hustings.mailing.rendering.sheet import Sheet


class Drawn(blocks.Block):
    """A block of a letter: it draws itself, as MJML and as plain text."""

    def draw(self, value: Any, sheet: Sheet) -> None:
        """Add its rows and its words to the sheet; BadMerge where a merge field can't be understood."""
        raise NotImplementedError


class MergeCharBlock(blocks.CharBlock):
    """A line that may hold merge fields; a mistake in one shows beside it."""

    def clean(self, value: Any) -> Any:
        """Its merge fields understood."""
        value = super().clean(value)
        understood(value)
        return value


class MergeTextBlock(blocks.TextBlock):
    """Lines that may hold merge fields."""

    def clean(self, value: Any) -> Any:
        """Its merge fields understood."""
        value = super().clean(value)
        understood(value)
        return value


def understood(text: str) -> None:
    """Let pass what can be merged; raise ValidationError in words else."""
    try:
        merge.parse(text or "")
    except BadMerge as bad:
        raise ValidationError(str(bad)) from bad


class BodyBlock(blocks.StreamBlock):
    """What letters are composed of. Apps add blocks of theirs by ``register``."""

    class Meta:
        label = _("blocks")
        required = False


_registered: list[tuple[str, Drawn]] = []
_bodies: list[tuple[BodyBlock, frozenset[str]]] = []


def body(*, without: Iterable[str] = ()) -> BodyBlock:
    """A body that has all blocks that are registered or will be, but some."""
    left_out = frozenset(without)
    made = BodyBlock([(name, block) for name, block in _registered if name not in left_out])
    _bodies.append((made, left_out))
    return made


def register(name: str, block: Drawn) -> None:
    """Offer a block to writers. Called once, at start; ``name`` is kept in what they write, for good."""
    block.set_name(name)
    _registered.append((name, block))
    for made, left_out in _bodies:
        if name not in left_out:
            made.child_blocks[name] = block
