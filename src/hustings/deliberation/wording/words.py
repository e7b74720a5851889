"""Words of a text, with their spaces: joined they give the text back, character by character."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

# Spaces; numbers with their separators; English contractions; words, a French elision with its apostrophe;
# whatever is left, one by one. Accents that stand alone belong to the word.
_WORD = re.compile(
    r"\s+"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d]+['’](?:t|s|re|ve|ll)\b"
    r"|aujourd['’]hui"
    r"|[\w\u0300-\u036f]+(?:['’](?=\w))?"
    r"|[^\w\s]",
    re.IGNORECASE,
)
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"})


@lru_cache(maxsize=256)
def words(text: str) -> tuple[str, ...]:
    """Words, numbers, marks and runs of spaces; ``"".join(words(text)) == text``."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=256)
def bounds(text: str) -> tuple[int, ...]:
    """The beginning of each word, in characters, and at last the end of the text."""
    return (0, *accumulate(map(len, words(text))))


def span(text: str, first: int, last: int) -> tuple[int, int]:
    """Characters of the words ``first`` to ``last`` (not included): a range as an amendment has it."""
    at = bounds(text)
    if not 0 <= first <= last < len(at):
        raise IndexError(f"words {first} to {last} of {len(at) - 1}")
    return at[first], at[last]


def numbers(text: str, start: int, end: int) -> tuple[int, int]:
    """Numbers of the words that a range of characters touches; the opposite of ``span``."""
    at = bounds(text)
    first = bisect_right(at, start) - 1
    if start == end:
        return (bisect_left(at, start),) * 2
    return first, bisect_left(at, end)


def plain(text: str) -> str:
    """The bare words, whatever the spaces, quotation marks and dashes are."""
    return " ".join(text.translate(_MARKS).split())


def is_same(one: str, other: str) -> bool:
    """Whether two pieces of a text are the same in ``plain``'s way, spaces at their ends counted."""
    left, right = (re.sub(r"\s+", " ", each.translate(_MARKS)) for each in (one, other))
    return left == right


def is_word(token: str) -> bool:
    """Whether it says something: no space, no mark."""
    return any(map(str.isalnum, token))


def count(tokens: Sequence[str]) -> int:
    """Number of words among tokens."""
    return sum(map(is_word, tokens))


def fitted(text: str, start: int, end: int, replacement: str) -> tuple[int, int, str]:
    """An amendment whose spaces fit its place: no two words glued together, no doubled space left behind.

    For what people pick and type, before it is kept; what is kept is taken as it stands.
    """
    new = replacement.strip()
    before, after = text[:start], text[end:]
    if not new:
        if start < end and (not before or before[-1].isspace()) and after[:1].isspace():
            end += 1
        elif start < end and before[-1:].isspace() and (not after or after[0] in ".,)]…"):
            start -= 1
        return start, end, new
    old = text[start:end]
    if old[:1].isspace() or _is_glued(before[-1:], new[0]):
        new = " " + new
    if old[-1:].isspace() or _is_glued(new[-1], after[:1]):
        new += " "
    return start, end, new


def _is_glued(left: str, right: str) -> bool:
    return bool(left and right) and left.isalnum() and right.isalnum()
