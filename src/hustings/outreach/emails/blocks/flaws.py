"""Mistakes in what is being written, each with the way to its field."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructValue

from hustings.outreach.emails import fill_ins
from hustings.outreach.emails.blocks.base import MERGE

Way = tuple[int | str, ...]  # through the blocks, as the editor keeps them: a number in a list, else a name
_TOLD = {MERGE, "invalid"}  # what is only missing needs no word while somebody writes


def of(letters: Any) -> Iterator[tuple[Way, str]]:
    """Merge fields that can't be understood, fill-ins that a template left, addresses that lead nowhere."""
    return _in(letters.stream_block, letters, ())


def fill_in(text: str) -> str:
    """Words for a placeholder that was not replaced."""
    return _("Replace the placeholder “%(text)s”.") % {"text": text}


def _in(block: Any, value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    inside = list(_inside(block, value))
    for key, child, part in inside:
        yield from _in(child, part, (*way, key))
    if inside or isinstance(value, blocks.StreamValue | StructValue | ListValue):
        return
    for words in _said(block, value):
        yield way, words


def _inside(block: Any, value: Any) -> Iterator[tuple[int | str, Any, Any]]:
    if isinstance(value, blocks.StreamValue):
        for at, child in enumerate(value):
            yield at, child.block, child.value
    elif isinstance(value, StructValue):
        for name, child in block.child_blocks.items():
            yield name, child, value[name]
    elif isinstance(value, ListValue):
        for at, child in enumerate(value.bound_blocks):
            yield at, child.block, child.value


def _said(block: Any, value: Any) -> Iterator[str]:
    try:
        block.clean(value)
    except ValidationError as wrong:
        found = getattr(wrong, "error_list", [])
        yield from (" ".join(each.messages) for each in found if each.code in _TOLD)
    yield from map(fill_in, fill_ins.left(block.get_prep_value(value)))
