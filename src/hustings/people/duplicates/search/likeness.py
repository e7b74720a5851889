"""How alike two folded names are."""

import re
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

_WORDS = re.compile(r"[\s\-'.]+")
_LITTLE = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "van", "von", "den", "der", "el", "al"})


class Likeness(Enum):
    SAME = "same"
    SLIP = "slip"  # a letter or two apart, as by a slip of the finger
    NEAR = "near"  # apart as two names are: Louis and Louise, Mario and Maria
    PART = "part"  # an initial, or one of several names
    MISSING = "missing"
    OTHER = "other"

    @property
    def is_close(self) -> bool:
        return self in {Likeness.SAME, Likeness.SLIP}


@lru_cache(50_000)
def words(name: str) -> frozenset[str]:
    """The words of a folded name, without the little ones."""
    found = [word for word in _WORDS.split(name) if word]
    return frozenset(word for word in found if word not in _LITTLE) or frozenset(found)


@lru_cache(50_000)
def likeness(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.SAME if one else Likeness.MISSING
    if not one or not other:
        return Likeness.MISSING
    mine, theirs = words(one), words(other)
    if mine == theirs or "".join(sorted(mine)) == "".join(sorted(theirs)):
        return Likeness.SAME
    if _bare(one) == _bare(other):
        return Likeness.SAME
    if mine < theirs or theirs < mine or _is_initial(mine, other) or _is_initial(theirs, one):
        return Likeness.PART
    return _by_letters(_bare(one), _bare(other))


def _bare(name: str) -> str:
    return _WORDS.sub("", name)


def _is_initial(words: frozenset[str], name: str) -> bool:
    return len(words) == 1 and len(first := next(iter(words))) == 1 and name.startswith(first)


def _by_letters(one: str, other: str) -> Likeness:
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 4 else 1 if shorter < 8 else 2
    distance = OSA.distance(one, other, score_cutoff=allowed)
    if distance > allowed:
        return Likeness.OTHER
    ends_alike = one[-1] == other[-1]
    return Likeness.SLIP if ends_alike or sorted(one) == sorted(other) else Likeness.NEAR
