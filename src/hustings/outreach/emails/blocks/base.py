"""Base of every block of a letter, and the registry of those that apps offer."""

from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from operator import attrgetter
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
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


MERGES = {"data-merge": ""}  # attribute of a field that the editor offers merge fields for
MERGE = "merge"  # code of a mistake in a merge field
# A draft is being saved: what was typed is kept as it is, and the checks say what is wrong with it.
is_draft: ContextVar[bool] = ContextVar("emails.blocks.is_draft", default=False)


class MergeCharBlock(blocks.CharBlock):
    """A line that may hold merge fields; a mistake in one shows beside it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.field.widget.attrs |= MERGES

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        understood(value)
        return value


class MergeTextBlock(blocks.TextBlock):
    @cached_property
    def field(self) -> Any:
        found = super().field
        found.widget.attrs |= MERGES
        return found

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        understood(value)
        return value


def understood(text: str) -> None:
    """Let pass what can be merged, and any draft; raise ValidationError in words else."""
    if is_draft.get():
        return
    try:
        merge_fields.parse(text or "")
    except BadMerge as bad:
        raise ValidationError(str(bad), MERGE) from bad


def mistakes(error: Any) -> Iterator[str]:
    """The words of all mistakes in a block, however deep they lie in it."""
    inside = getattr(error, "block_errors", None)
    if isinstance(inside, dict):
        for each in inside.values():
            yield from mistakes(each)
    elif inside:
        for each in inside:
            yield from mistakes(each) if each else ()
    else:
        yield from error.messages


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
