"""Near texts: the smallest hashes of three words in a row (Broder 1997). Alike texts share many of them."""

import re
from collections.abc import Iterable
from itertools import accumulate
from zlib import crc32

_WORD = re.compile(r"\w+")
_N = 3  # words in a row
_STIR, _MASK = 0x9E3779B1, 0xFFFFFFFF  # CRC-32 is linear: its order says something until it is stirred
SIZE = 16  # hashes that are kept of a text
_MOST_WORDS = 5_000


def shingles(text: str, n: int = _N) -> set[int]:
    """Hashes of all words in rows of ``n``; of a shorter text one of all its words."""
    words = _WORD.findall(text.casefold())[:_MOST_WORDS]
    if not words:
        return set()
    data = " ".join(words).encode("utf-8", "replace")
    if len(words) < n:
        return {(crc32(data) * _STIR) & _MASK}
    starts = [0, *accumulate(len(word) + 1 for word in data.split(b" "))]
    # slices of one text: joining each row anew takes three times as long
    return {(crc32(data[a:b]) * _STIR) & _MASK for a, b in zip(starts, starts[n:], strict=False)}


def smallest(found: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(found)[:SIZE])


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """About how much two texts have in common, 0 to 1, from what was kept of each."""
    if not one or not other:
        return 0.0
    union = sorted({*one, *other})[:SIZE]
    both = set(one) & set(other)
    return sum(each in both for each in union) / len(union)


def words(text: str) -> list[str]:
    """The words of a text, as they are compared."""
    return _WORD.findall(text.casefold())[:_MOST_WORDS]


def n_words(text: str) -> int:
    """Words in a text, as far as they are looked at."""
    return len(_WORD.findall(text)[:_MOST_WORDS])
