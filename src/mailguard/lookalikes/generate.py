"""Look-alikes of a domain that somebody might register, likeliest first."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from mailguard.i18n import translate
from mailguard.lookalikes import edits
from mailguard.lookalikes.names import own_name, words
from mailguard.lookalikes.watch import HOWS, Watch

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_EYE = (
    ("m", "rn"),
    ("w", "vv"),
    ("d", "cl"),
    ("o", "0"),
    ("l", "1"),
    ("i", "1"),
    ("i", "l"),
    ("l", "i"),
    ("e", "é"),
    ("a", "à"),
    ("c", "ç"),
    ("a", "а"),
    ("e", "е"),
    ("o", "о"),
    ("i", "і"),
    ("p", "р"),
    ("c", "с"),
)


@dataclass(frozen=True, slots=True, order=True)
class Variant:
    """``host`` in A-labels, the trick, and how likely it is to fool (0 to 1)."""

    host: str
    how: str
    strength: float

    def say(self, language: str = "en") -> str:
        return translate(HOWS[self.how], language)


def generate(domain: str) -> tuple[Variant, ...]:
    """Every variant of ``domain`` that ``Watch`` would know again, strongest first."""
    name = own_name(domain)
    watch = Watch([domain], has_providers=False)
    found: dict[str, Variant] = {}
    for host in _hosts(name.label, name.suffix):
        match = watch.match(host)
        if match:
            found.setdefault(match.host, Variant(match.host, match.how, match.strength))
    return tuple(sorted(found.values(), key=lambda variant: (-variant.strength, variant.host)))


def _hosts(label: str, suffix: str) -> Iterator[str]:
    yield from (f"{label}.{ending}" for ending in words("endings"))
    for word in words("prefixes"):
        yield from (f"{word}-{label}.{suffix}", f"{label}-{word}.{suffix}", f"{label}{word}.{suffix}")
        yield f"{word}-{label}-{suffix.replace('.', '-')}.com"
    yield from (f"{slip}.{suffix}" for slip in _slips(label))
    yield from (f"{seen}.{suffix}" for seen in _by_eye(label))
    yield from (f"{moved}.{suffix}" for moved in _moved(label))


def _slips(label: str) -> Iterator[str]:
    for place, letter in enumerate(label):
        before, after = label[:place], label[place + 1 :]
        yield before + after
        yield before + letter * 2 + after
        if after:
            yield before + after[0] + letter + after[1:]
        near = edits.KEYBOARD.get(letter, frozenset()) | (edits.VOWELS if letter in edits.VOWELS else set())
        near |= {other for other in _LETTERS if edits.is_bit_flip(letter, other)}
        for other in sorted(near - {letter}):
            yield before + other + after
    yield f"{label}s"


def _by_eye(label: str) -> Iterator[str]:
    for true, seen in _EYE:
        for place in range(len(label)):
            if label.startswith(true, place):
                yield label[:place] + seen + label[place + len(true) :]


def _moved(label: str) -> Iterator[str]:
    squeezed = label.replace("-", "")
    yield squeezed
    yield label.replace("-", ".")
    yield from (f"{squeezed[:cut]}-{squeezed[cut:]}" for cut in range(2, len(squeezed) - 1))
    for first, second in itertools.pairwise(label.split("-")):
        yield f"{second}-{first}"
