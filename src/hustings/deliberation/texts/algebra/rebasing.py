"""Open amendments on a new version: which still apply, where, and which don't.

- *applies*: its words stand where they stood.
- *moved*: its words stand elsewhere: further on in their block, in a block that moved, or in another block,
  where exactly one place has them with their neighbours.
- *moot*: the new version already says it.
- *conflict*: somebody else's change took its words, its block or its place.

Where an author's range meets a change, both are read by words: of each, only the words that it really changes
count (unless it rewrites more than half of its range: then all of it counts). If these don't meet, the
amendment is kept, cut down to what is still new in it, and marked ``is_merged``, so that its author can be
asked.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from hustings.deliberation.texts.algebra.application import applied
from hustings.deliberation.texts.algebra.blocks import Document
from hustings.deliberation.texts.algebra.comparison import between
from hustings.deliberation.texts.algebra.kinds import (
    Amendment,
    Put,
    Remove,
    Replace,
    check,
    ranges_clash,
)
from hustings.deliberation.wording.differences import Edit, edits, is_rewritten
from hustings.deliberation.wording.words import count, is_same, plain, words

NEIGHBOURS = (
    16,
    8,
    4,
)  # words and spaces on each side by which a place is found again, one try after another
FEWEST = 3  # words: fewer are found by chance


class Fate(StrEnum):
    """Verdict of a new version on an open amendment."""

    APPLIES = "applies"
    MOVED = "moved"
    MOOT = "moot"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Rebased:
    """The amendment on its new base. ``by``: keys of the changes that decided.

    With *moot* it says what already stands there; with *conflict* it is still the old one, on its old base.
    """

    amendment: Amendment
    fate: Fate
    by: tuple[str, ...] = ()
    is_merged: bool = False


class Step:
    """From one version to the next by ``changes``, that don't conflict and make ``new`` of ``old``."""

    def __init__(self, old: Document, changes: Sequence[Amendment], new: Document) -> None:
        self.old, self.new = old, new
        self.edits: dict[str, list[Replace]] = defaultdict(list)
        self.gone: dict[str, str] = {}
        self.moved: dict[str, str] = {}
        self.put: dict[str | None, Put] = {}
        for one in changes:
            if isinstance(one, Replace):
                self.edits[one.block].append(one)
            elif isinstance(one, Remove):
                self.gone |= dict.fromkeys(one.blocks, one.key)
            else:
                self.moved |= dict.fromkeys(one.moved, one.key)
                self.put[one.anchor] = one
        for found in self.edits.values():
            found.sort(key=lambda one: (one.start, one.end))
        self.ends = {key: [one.end for one in found] for key, found in self.edits.items()}
        self.starts = {key: [one.start for one in found] for key, found in self.edits.items()}
        self.grown = {key: _sums(found) for key, found in self.edits.items()}

    def meeting(self, one: Replace) -> list[Replace]:
        """Changes that want the same words."""
        found = self.edits.get(one.block, [])
        if not found:
            return []
        low, high = (
            bisect_left(self.ends[one.block], one.start),
            bisect_right(self.starts[one.block], one.end),
        )
        return [each for each in found[low:high] if _meet(each, one)]

    def place(self, block: str, at: int) -> int:
        """The new place of a character, behind what was inserted in front of it."""
        if block not in self.edits:
            return at
        return at + self.grown[block][bisect_right(self.ends[block], at)]

    def place_before(self, block: str, at: int) -> int:
        """The same, not counting what was inserted at this very point."""
        return at + self.grown[block][bisect_left(self.starts[block], at)]

    @cached_property
    def touched(self) -> list[tuple[str, str]]:
        """Key and text of each block that has words it had not."""
        return [
            (block.key, block.text)
            for block in self.new
            if block.key not in self.old or block.key in self.edits
        ]


def _sums(found: Sequence[Replace]) -> list[int]:
    sums = [0]
    for one in found:
        sums.append(sums[-1] + len(one.text) - (one.end - one.start))
    return sums


def _meet(one: Replace | Edit, other: Replace | Edit) -> bool:
    return ranges_clash((one.start, one.end), (other.start, other.end))


def onward(
    amendments: Sequence[Amendment],
    old: Document,
    accepted: Sequence[Amendment],
    new: Document,
    prefix: str = "hand-",
) -> tuple[list[Rebased], list[Amendment]]:
    """Open amendments on the version that was made by accepting some and editing by hand.

    First by what was accepted, whose ranges are known; then by what the editor changed after that, which is
    found by comparing and given back as amendments too.
    """
    middle = applied(old, accepted).document
    by_hand = between(middle, new, prefix)
    first = rebased(amendments, Step(old, accepted, middle))
    step = Step(middle, by_hand, new)
    return [_again(one, done, step) for one, done in zip(amendments, first, strict=True)], by_hand


def _again(one: Amendment, first: Rebased, step: Step) -> Rebased:
    """One that the first step has been made with."""
    if first.fate is Fate.CONFLICT:
        return first
    then = _one(first.amendment, step)
    by = (*first.by, *then.by)
    if then.fate is Fate.CONFLICT or (first.fate is Fate.MOOT and then.by):
        return Rebased(one, Fate.CONFLICT, by)  # also where the editor took back what had made it moot
    if first.fate is Fate.MOOT:
        return Rebased(then.amendment, Fate.MOOT, by)
    fate = first.fate if then.fate is Fate.APPLIES else then.fate
    return Rebased(then.amendment, fate, by, first.is_merged or then.is_merged)


def rebased(amendments: Sequence[Amendment], step: Step) -> list[Rebased]:
    """Each after the step; Misplaced if one has another base."""
    for one in amendments:
        check(step.old, one)
    return [_one(one, step) for one in amendments]


def _one(one: Amendment, step: Step) -> Rebased:
    if isinstance(one, Replace):
        found = _replace(one, step)
    elif isinstance(one, Remove):
        found = _remove(one, step)
    else:
        found = _put(one, step)
    if found.fate is Fate.CONFLICT:
        return found
    return replace(found, amendment=replace(found.amendment, base=step.new.digest))


# --- Words ---------------------------------------------------------------------------------------
def _replace(one: Replace, step: Step) -> Rebased:
    if by := step.gone.get(one.block):
        return _elsewhere(one, step, (by,)) or Rebased(one, Fate.CONFLICT, (by,))
    if met := step.meeting(one):
        return _merged(one, met, step)
    start, end = step.place(one.block, one.start), step.place(one.block, one.end)
    is_moved = start != one.start or one.block in step.moved
    there = replace(one, start=start, end=end)
    return Rebased(there, Fate.MOVED if is_moved else Fate.APPLIES)


def _merged(one: Replace, met: list[Replace], step: Step) -> Rebased:
    """The rest of it where ranges meet: both read by words."""
    text = step.old[one.block].text
    by = tuple(each.key for each in met)
    low, high = min(one.start, met[0].start), max(one.end, met[-1].end)
    if is_same(_with(text, low, high, met), _with(text, low, high, [one])):
        return _moot(one, low, high, step, by)
    theirs = [atom for each in met for atom in _atoms(text, each)]
    left = [atom for atom in _atoms(text, one) if atom not in theirs]
    if any(_meet(atom, other) for atom in left for other in theirs):
        return _elsewhere(one, step, by) or Rebased(one, Fate.CONFLICT, by)
    if not left:
        return _moot(one, low, high, step, by)
    done: list[Replace | Edit] = [*theirs, *(each for each in step.edits[one.block] if each.key not in by)]
    placed = [Edit(_shifted(atom.start, done), _shifted(atom.end, done), atom.text) for atom in left]
    start, end = placed[0].start, placed[-1].end
    there = replace(one, start=start, end=end, text=_with(step.new[one.block].text, start, end, placed))
    return Rebased(there, Fate.MOVED if start != one.start else Fate.APPLIES, by, is_merged=True)


def _moot(one: Replace, low: int, high: int, step: Step, by: tuple[str, ...]) -> Rebased:
    start, end = step.place_before(one.block, low), step.place(one.block, high)
    there = replace(one, start=start, end=end, text=step.new[one.block].text[start:end])
    return Rebased(there, Fate.MOOT, by)


def _with(text: str, low: int, high: int, changes: Sequence[Replace | Edit]) -> str:
    """A stretch of the text with changes in it."""
    out, at = [], low
    for each in changes:
        out += [text[at : each.start], each.text]
        at = each.end
    return "".join([*out, text[at:high]])


def _atoms(text: str, one: Replace) -> list[Edit]:
    """The words that it really changes."""
    old = text[one.start : one.end]
    if not old or not one.text or is_rewritten(old, one.text):
        return [Edit(one.start, one.end, one.text)]
    return [Edit(one.start + e.start, one.start + e.end, e.text) for e in edits(old, one.text)]


def _shifted(at: int, changes: Sequence[Replace | Edit]) -> int:
    return at + sum(len(each.text) - (each.end - each.start) for each in changes if each.end <= at)


def _elsewhere(one: Replace, step: Step, by: tuple[str, ...]) -> Rebased | None:
    """The one place in another block that has its words and their neighbours: a block was cut in two."""
    text = step.old[one.block].text
    before, range_, after = words(text[: one.start]), text[one.start : one.end], words(text[one.end :])
    held = [(key, text) for key, text in step.touched if key != one.block]
    for n in NEIGHBOURS if held else ():
        left, right = "".join(before[-n:]), "".join(after[:n])
        for needle, at in (
            (left + range_ + right, len(left)),
            (left + range_, len(left)),
            (range_ + right, 0),
        ):
            if count(words(needle)) < FEWEST:
                continue
            found = [(key, text) for key, text in held if needle in text]
            if len(found) == 1 and found[0][1].count(needle) == 1:
                start = found[0][1].index(needle) + at
                there = replace(one, block=found[0][0], start=start, end=start + len(range_))
                return Rebased(there, Fate.MOVED, by)
    return None


# --- Whole blocks --------------------------------------------------------------------------------
def _remove(one: Remove, step: Step) -> Rebased:
    left = tuple(key for key in one.blocks if key not in step.gone)
    gone = tuple(dict.fromkeys(step.gone[key] for key in one.blocks if key in step.gone))
    if not left:
        return Rebased(one, Fate.MOOT, gone)
    against = [edit.key for key in left for edit in step.edits.get(key, ())]
    against += [step.put[key].key for key in left if key in step.put]
    if against:
        return Rebased(one, Fate.CONFLICT, tuple(dict.fromkeys(against)))
    moved = tuple(dict.fromkeys(step.moved[key] for key in left if key in step.moved))
    there = replace(one, blocks=left)
    return Rebased(there, Fate.MOVED if moved else Fate.APPLIES, (*gone, *moved), is_merged=bool(gone))


def _put(one: Put, step: Step) -> Rebased:
    if one.anchor is not None and (by := step.gone.get(one.anchor)):
        return Rebased(one, Fate.CONFLICT, (by,))
    taken = step.put.get(one.anchor)
    against = [taken.key] if taken else []
    against += [fate[key] for key in one.moved for fate in (step.gone, step.moved) if key in fate]
    against += [
        step.put[key].key for key in one.moved if key in step.put
    ]  # what follows it would stay behind
    if _stands(one, step):
        return Rebased(one, Fate.MOOT, tuple(dict.fromkeys(against)))
    if against:
        return Rebased(one, Fate.CONFLICT, tuple(dict.fromkeys(against)))
    if one.anchor in step.moved:
        return Rebased(one, Fate.MOVED, (step.moved[one.anchor],))
    return Rebased(one, Fate.APPLIES)


def _stands(one: Put, step: Step) -> bool:
    """Whether such blocks follow the anchor by now; added ones as blocks that are new."""
    first = 0 if one.anchor is None else step.new.at[one.anchor] + 1
    there = step.new.blocks[first : first + len(one.blocks)]
    return len(there) == len(one.blocks) and all(
        each == block.key
        if isinstance(each, str)
        else block.key not in step.old and plain(each.text) == plain(block.text)
        for each, block in zip(one.blocks, there, strict=True)
    )
