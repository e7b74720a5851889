"""Words of a message as hashed features.

Left out is what tells sources of training mail apart: header names, dates, Received, character sets, mail
programs, lists, addresses, numbers, small words of a language.
"""

import re
from itertools import chain, islice, pairwise
from zlib import crc32

from mailguard.facts import Facts
from mailguard.facts.phrases import fold
from mailguard.message import language

BITS = 17
_WORDS = 350  # of the body: what comes later is seldom the point
# Addresses, or a word in the group. Each alternative of an address begins where a run of its characters does,
# which keeps it linear, and reaches to the next white space.
_TOKEN = re.compile(
    r"(?<!\S)[^\s@]*+@\S+|\b(?:https?://|www\.)\S+|(?<![\w-])[\w-]++\.(?:com|net|org|fr|io|de|uk|be|eu)\b\S*"
    r"|([a-z]{2,24}|\$|%|!!+)"
)
_AROUND = ".,;:?()[]\"'"  # marks that stand before and after words, and make no tokens
_LONGEST, _MOST_PIECES = 40, 30_000  # characters of a piece that is kept, and how many are
_TAG = re.compile(r"\[[^\]]{1,40}\]")
_FOOTER = re.compile(r"\n(?:_{20,}|-- ?\n|to unsubscribe from this list|more majordomo info)", re.IGNORECASE)
_MASK = (1 << BITS) - 1
_SMALL = frozenset(re.findall(r"[a-z]{2,}", fold(" ".join(language.small_words()))))


def features(facts: Facts) -> set[int]:
    """The features that are present, as numbers below 2**BITS."""
    every = "\n".join(tokens(facts)).encode()  # hashed in C, without a step of ours a token
    return {code & _MASK for code in map(crc32, every.split(b"\n"))} if every else set()


def tokens(facts: Facts) -> list[str]:
    """Words and pairs of neighbours; those of the subject and of the author's name are marked."""
    subject = _telling(_plain(_TAG.sub(" ", facts.subject), 30))
    body = _telling(_plain(_FOOTER.split(facts.text[:6_000], maxsplit=1)[0], _WORDS))
    return [
        *body,
        *(f"s:{word}" for word in subject),
        *(f"n:{word}" for word in _plain(facts.author.name, 6)),
        *map(" ".join, pairwise(body)),
        *(f"s:{one} {two}" for one, two in pairwise(subject)),
    ]


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if word not in _SMALL]


def _plain(text: str, most: int) -> list[str]:
    pieces = fold(text).split()
    return list(islice(chain.from_iterable(map(_words_of.__getitem__, pieces)), most))


class _Pieces(dict[str, tuple[str, ...]]):
    """The words in what stands between two white spaces; nearly every piece was met before."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = _words_in(piece)
        if len(piece) <= _LONGEST:
            if len(self) >= _MOST_PIECES:
                self.clear()
            self[piece] = found
        return found


_words_of = _Pieces()


def _words_in(piece: str) -> tuple[str, ...]:
    """Most pieces are nothing but one, which is seen without the pattern."""
    bare = piece.strip(_AROUND)
    if bare.isalpha() and bare.islower() and bare.isascii() and len(bare) <= 24 and bare != "www":
        return (bare,) if len(bare) > 1 else ()
    return tuple(filter(None, _TOKEN.findall(piece)))
