"""Base of every block of a letter, and the registry of those that apps offer."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hustings.foundation.contributions import Registry
from hustings.outreach.emails import merge_fields
from hustings.outreach.emails.merge_fields import BadMerge
from hustings.outreach.emails.rendering.canvas import Sheet


class Drawn(blocks.Block):
    """A block of a letter: it draws itself, as MJML and as plain text."""

    def draw(self, value: Any, sheet: Sheet) -> None:
        """Add its rows and its words to the sheet; BadMerge where a merge field can't be understood."""
        raise NotImplementedError


class MergeCharBlock(blocks.CharBlock):
    """A line that may hold merge fields; a mistake in one shows beside it."""

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        understood(value)
        return value


class MergeTextBlock(blocks.TextBlock):
    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        understood(value)
        return value


def understood(text: str) -> None:
    """Let pass what can be merged; raise ValidationError in words else."""
    try:
        merge_fields.parse(text or "")
    except BadMerge as bad:
        raise ValidationError(str(bad)) from bad


class Offer(NamedTuple):
    """A block on offer to writers; ``name`` is kept in what they write, for good."""

    name: str
    block: Drawn


offered = Registry[Offer]("emails.blocks.base.offered", key=attrgetter("name"))


class BodyBlock(blocks.StreamBlock):
    """What letters are composed of: all blocks that apps offer, but some."""

    def __init__(self, *, without: Iterable[str] = (), **options: Any) -> None:
        self._without = frozenset(without)
        super().__init__(**options)

    @property
    def child_blocks(self) -> dict[str, Drawn]:
        """Asked for when a letter is read or written: models are made before apps are ready."""
        found = {}
        for name, block in offered.all():
            if name not in self._without:
                block.set_name(name)
                found[name] = block
        return found

    @child_blocks.setter
    def child_blocks(self, declared: Any) -> None:
        """Pass over what the class declares: it is empty."""

    class Meta:
        label = _("blocks")
        required = False
