"""Amendments to what an amendment proposes: the same algebra, its own text as the document."""

from collections.abc import Sequence
from dataclasses import replace

from hustings.deliberation.texts.algebra.application import Change, Trace, applied
from hustings.deliberation.texts.algebra.blocks import Block, Document
from hustings.deliberation.texts.algebra.kinds import Amendment, Misplaced, Put, Remove, Replace


def inside(one: Amendment) -> Document:
    """Its own text: other words as one block with the amendment's key, or the new blocks."""
    if isinstance(one, Replace):
        return Document((Block(one.key, one.text),))
    if isinstance(one, Put) and one.added:
        return Document(one.added)
    raise Misplaced(f"{one.key}: proposes no text")


def amended(one: Amendment, accepted: Sequence[Amendment]) -> tuple[Amendment, Trace]:
    """The amendment with sub-amendments in it, and the origin of its words, for ``applied(inner=…)``."""
    done = applied(inside(one), accepted)
    return with_inside(one, done.document), done.trace


def with_inside(one: Amendment, document: Document) -> Amendment:
    """The amendment with another text of its own."""
    if isinstance(one, Replace):
        return replace(one, text=document[one.key].text)
    if isinstance(one, Remove):
        raise Misplaced(f"{one.key}: proposes no text")
    row: list[Block | str] = list(document.blocks)
    for place, each in enumerate(one.blocks):  # what it moves stays behind what it stood behind
        if isinstance(each, str):
            before = one.row[place - 1] if place else None
            names = [other if isinstance(other, str) else other.key for other in row]
            row.insert(names.index(before) + 1 if before in names else 0, each)
    return replace(one, blocks=tuple(row))


def promoted(sub: Amendment, parent: Amendment, changes: Sequence[Change], new: Document) -> Amendment:
    """An open sub-amendment of an amendment that was accepted, now an amendment to the new version.

    ``changes``: those of the application that accepted it.
    """
    if isinstance(parent, Replace):
        if not isinstance(sub, Replace):
            raise Misplaced(f"{sub.key}: words have no blocks")
        at = next(each.at for each in changes if each.by == parent.key)
        return replace(sub, base=new.digest, block=parent.block, start=at + sub.start, end=at + sub.end)
    if (
        isinstance(sub, Put) and isinstance(parent, Put) and sub.anchor is None
    ):  # at the start of what was added
        return replace(sub, base=new.digest, anchor=parent.anchor)
    return replace(sub, base=new.digest)
