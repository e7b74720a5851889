"""One slip of the finger, eye or memory between two words: what kind it is, and how easily it is missed."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

VOWELS = frozenset("aeiouy")
_ROWS = (
    "1234567890 qwertyuiop asdfghjkl zxcvbnm",  # QWERTY
    "1234567890 azertyuiop qsdfghjklm wxcvbn",  # AZERTY
)


def _neighbours() -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {}
    for layout in _ROWS:
        rows = layout.split()
        for number, row in enumerate(rows):
            for place, key in enumerate(row):
                around = row[max(place - 1, 0) : place + 2]
                for other in (number - 1, number + 1):
                    if 0 <= other < len(rows):
                        around += rows[other][max(place - 1, 0) : place + 2]
                near.setdefault(key, set()).update(set(around) - {key})
    return {key: frozenset(keys) for key, keys in near.items()}


KEYBOARD = _neighbours()


def is_bit_flip(one: str, other: str) -> bool:
    """The two characters differ in a single bit, as a fault in memory makes them."""
    return (ord(one) ^ ord(other)).bit_count() == 1


def deletes(word: str) -> Iterator[str]:
    """The word and the word without each of its letters: two words one edit apart share one of these."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def distance(one: str, other: str, most: int) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between them; ``most + 1`` beyond that."""
    return OSA.distance(one, other, score_cutoff=most)


def kind(true: str, seen: str) -> str:
    """What turned ``true`` into ``seen``, one edit away: a key of ``watch.HOWS``."""
    if len(seen) < len(true):
        return "plural" if true == f"{seen}s" else "missing"
    place = next((i for i, (a, b) in enumerate(zip(true, seen, strict=False)) if a != b), len(true))
    if len(seen) > len(true):
        if seen == f"{true}s":
            return "plural"
        # In "exxample" the letters differ one place after the first x.
        return "doubled" if place and seen[place] == seen[place - 1] else "added"
    if place + 1 < len(true) and true[place] == seen[place + 1] and true[place + 1] == seen[place]:
        return "swap"
    return _replaced(true[place], seen[place])


def _replaced(true: str, seen: str) -> str:
    if true in VOWELS and seen in VOWELS:
        return "vowel"
    if seen in KEYBOARD.get(true, ()):
        return "key"
    return "bit" if is_bit_flip(true, seen) else "replaced"


# How easily each kind is overlooked, 0 to 1.
_OVERLOOKED = {
    "swap": 0.15,
    "doubled": 0.15,
    "missing": 0.05,
    "vowel": 0.05,
    "key": 0.0,
    "plural": 0.0,
    "added": -0.05,
    "bit": -0.05,
    "replaced": -0.1,
}
_BY_LENGTH = {4: 0.15, 5: 0.3, 6: 0.45, 7: 0.55, 8: 0.65, 9: 0.7}


def strength(true: str, seen: str, same_suffix: bool) -> float:
    """0 to 1 for two words one edit apart: long names, the same ending and the same first letter weigh."""
    graded = _BY_LENGTH.get(len(true), 0.8 if len(true) > 9 else 0.0) + _OVERLOOKED[kind(true, seen)]
    graded += 0.1 if same_suffix else -0.05
    if true[:1] != seen[:1]:
        graded -= 0.2
    return min(max(graded, 0.0), 1.0)
