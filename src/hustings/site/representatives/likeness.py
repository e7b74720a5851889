"""Share of a text that stands in another: no representative gets the same letter twice.

A word counts in a row of ROW words that both have; keyed digests of rows outlive the texts.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b

from django.conf import settings

from hustings.foundation.lib.text.text_folding import fold

ROW = 3  # words
SIZE = 6  # bytes of a digest
TOO_LIKE = 0.9
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """As they are compared: without case, accents and signs."""
    return _WORD.findall(fold(text))


def prints(text: str) -> bytes:
    """The digests of all rows of words, one after another."""
    return b"".join(_rows(words(text)))


def taken(*kept: bytes) -> frozenset[bytes]:
    return frozenset(each[at : at + SIZE] for each in kept for at in range(0, len(each), SIZE))


def of_texts(texts: Iterable[str]) -> frozenset[bytes]:
    """The rows in texts that stand by themselves."""
    return taken(*map(prints, texts))


def share(text: str, other: frozenset[bytes]) -> float:
    """From 0 to 1: how many of the words of ``text`` were taken over from the other."""
    said = words(text)
    rows = _rows(said)
    if not rows:
        return 1.0  # fewer than a row of words are nobody's own
    covered = {at + step for at, row in enumerate(rows) if row in other for step in range(ROW)}
    return len(covered) / len(said)


def _rows(said: list[str]) -> list[bytes]:
    key = settings.SECRET_KEY.encode()[:64]
    joined = (" ".join(said[at : at + ROW]) for at in range(len(said) - ROW + 1))
    return [blake2b(row.encode(), digest_size=SIZE, key=key).digest() for row in joined]
