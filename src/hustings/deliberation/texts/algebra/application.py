"""The text with a set of amendments in it, each change traced to the amendment that it came with.

Refuses what conflicts. What it takes is put into the base all at once, by places and not in turn, so the
order in which amendments were accepted can't matter.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hustings.deliberation.texts.algebra import conflicts
from hustings.deliberation.texts.algebra.blocks import Document
from hustings.deliberation.texts.algebra.kinds import (
    Amendment,
    Put,
    Remove,
    Replace,
    check,
    subjects,
)


class Conflict(Exception):
    """Some of these amendments exclude each other; ``sets`` has their keys."""

    def __init__(self, sets: Sequence[tuple[str, ...]]) -> None:
        super().__init__("; ".join(" ".join(keys) for keys in sets))
        self.sets = sets


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one origin. ``by``: keys of the amendment and, of words that a sub-amendment gave, of that one
    too; empty for what stood there from the first."""

    text: str
    by: tuple[str, ...] = ()


Trace = Mapping[str, tuple[Piece, ...]]  # by the block's key; joined, a block's pieces are its text


@dataclass(frozen=True, slots=True)
class Change:
    """Deed of one amendment in one block; ``at``: where ``added`` begins in the new text, in characters.

    Of a removed block ``at`` is -1, and ``removed`` its text. A moved block has neither.
    """

    by: str
    block: str
    at: int
    removed: str
    added: str


@dataclass(frozen=True, slots=True)
class Applied:
    """A new version, where its words come from, and what changed."""

    document: Document
    trace: Trace
    changes: tuple[Change, ...]


def untraced(document: Document) -> Trace:
    """The first version: nothing in it was amended."""
    return {block.key: _pieces(block.text, ()) for block in document}


def applied(
    document: Document,
    amendments: Sequence[Amendment],
    trace: Trace | None = None,
    inner: Mapping[str, Trace] | None = None,
) -> Applied:
    """The version that these amendments make of their base, or Conflict, or Misplaced.

    ``trace``: that of the base. ``inner``: by an amendment's key the trace of its own text, where
    sub-amendments made it.
    """
    for one in amendments:
        check(document, one)
    if found := conflicts.sets(amendments):
        raise Conflict(found)
    amendments = sorted(amendments, key=lambda one: one.key)
    traced = dict(untraced(document) if trace is None else trace)
    inner = inner or {}
    changes: list[Change] = []
    blocks = {block.key: block for block in document}
    for key, edits in _edits(amendments).items():
        block = blocks[key]
        text, pieces, done = _woven(block.text, traced[key], edits, inner)
        blocks[key], traced[key] = replace(block, text=text), pieces
        changes.extend(done)
    for one in amendments:
        if isinstance(one, Put):
            blocks |= {block.key: block for block in one.added}
            for block in one.added:
                traced[block.key] = _own(one.key, block.key, block.text, inner)
        changes.extend(_of_blocks(one, document))
    row = _row(document, amendments)
    new = Document(tuple(blocks[key] for key in row))
    return Applied(new, {key: traced[key] for key in row}, tuple(changes))


def _edits(amendments: Sequence[Amendment]) -> dict[str, list[Replace]]:
    found: dict[str, list[Replace]] = defaultdict(list)
    for one in amendments:
        if isinstance(one, Replace):
            found[one.block].append(one)
    return {key: sorted(edits, key=lambda one: (one.start, one.end)) for key, edits in found.items()}


def _woven(
    text: str, pieces: tuple[Piece, ...], edits: list[Replace], inner: Mapping[str, Trace]
) -> tuple[str, tuple[Piece, ...], list[Change]]:
    """A block with these edits, which are in order and apart."""
    out: list[Piece] = []
    changes: list[Change] = []
    n = at = 0
    for edit in edits:
        out += cut(pieces, at, edit.start)
        n += edit.start - at
        changes.append(Change(edit.key, edit.block, n, text[edit.start : edit.end], edit.text))
        out += _own(edit.key, edit.key, edit.text, inner)
        n += len(edit.text)
        at = edit.end
    out += cut(pieces, at, len(text))
    return "".join(piece.text for piece in out), joined(out), changes


def _own(by: str, key: str, text: str, inner: Mapping[str, Trace]) -> tuple[Piece, ...]:
    if by in inner and key in inner[by]:
        return tuple(Piece(piece.text, (by, *piece.by)) for piece in inner[by][key])
    return _pieces(text, (by,))


def _pieces(text: str, by: tuple[str, ...]) -> tuple[Piece, ...]:
    return (Piece(text, by),) if text else ()


def cut(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """The pieces between two places, counted in characters."""
    found, at = [], 0
    for piece in pieces:
        low, high = max(start - at, 0), min(end - at, len(piece.text))
        if low < high:
            found.append(Piece(piece.text[low:high], piece.by))
        at += len(piece.text)
    return found


def joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same, neighbours of one origin as one."""
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1].by == piece.by:
            out[-1] = Piece(out[-1].text + piece.text, piece.by)
        elif piece.text:
            out.append(piece)
    return tuple(out)


def _of_blocks(one: Amendment, document: Document) -> list[Change]:
    if isinstance(one, Remove):
        return [Change(one.key, key, -1, document[key].text, "") for key in one.blocks]
    if isinstance(one, Put):
        texts = {block.key: block.text for block in one.added}
        return [Change(one.key, key, 0, "", texts.get(key, "")) for key in one.row]
    return []


def _row(document: Document, amendments: Sequence[Amendment]) -> list[str]:
    """Keys in their new order: whoever goes or moves leaves, then each newcomer stands after its anchor."""
    gone = {key for one in amendments for key in subjects(one)}
    after = {one.anchor: one.row for one in amendments if isinstance(one, Put)}
    row = list(after.get(None, ()))
    for block in document:
        if block.key not in gone:
            row.append(block.key)
            row.extend(after.get(block.key, ()))
    return row
