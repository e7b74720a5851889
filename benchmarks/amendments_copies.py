"""The rival: each amendment is a copy of the whole article, merged with the new version as ``diff3`` does."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from hustings.deliberation.wording.words import words

Edit = tuple[int, int, tuple[str, ...]]  # first and last word of the base, and the words instead


def merged(base: str, mine: str, theirs: str) -> tuple[str, bool]:
    """Both sets of changes in one text, and whether they met; where they do, theirs stay."""
    a = words(base)
    ours, others = list(_edits(a, words(mine))), list(_edits(a, words(theirs)))
    apart = [one for one in ours if not any(_meet(one, other) for other in others)]
    is_met = any(one not in others for one in ours if one not in apart)
    out: list[str] = []
    at = 0
    for start, end, new in sorted([*apart, *others]):
        out += [*a[at:start], *new]
        at = end
    return "".join([*out, *a[at:]]), is_met


def _edits(a: tuple[str, ...], b: tuple[str, ...]) -> Iterator[Edit]:
    for tag, start, end, first, last in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start, end, b[first:last]


def _meet(one: Edit, other: Edit) -> bool:
    """Whether they overlap, or touch where nothing says which comes first."""
    return one[0] <= other[1] and other[0] <= one[1]
