"""Names for people who take part without theirs: "Quiet Otter 417", « Loutre tranquille 417 ».

A name is one person's alone in a consultation, and stays while the consultation's secret does: keep that in
its row, not in the settings. No name is stored: the number of a participant goes through a keyed permutation
(a Feistel network over HMAC-SHA256, walked until it falls into the range). Two never share a name, and
without the secret a name tells neither when somebody joined nor what the same person is called elsewhere.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass

from hustings.deliberation.consultations.reading.pseudonym_words import ADJECTIVES, NOUNS
from hustings.foundation.lib.text.text_folding import folded

FIRST, NUMBERS = 100, 900  # three digits
_HALF = 11  # bits; the range below fits into twice as many
_ROUNDS = 8
RANGE = len(NOUNS) * len(ADJECTIVES) * NUMBERS
_NAME = re.compile(r"(.+?) (\d{3,9})")


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A name, before it is written in a language."""

    noun: int
    adjective: int
    number: int

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: str) -> str:
        """In French its noun comes first, with the adjective in its gender; anything else is English."""
        english, french, is_feminine = NOUNS[self.noun]
        quality, masculine, feminine = ADJECTIVES[self.adjective]
        if language[:2] == "fr":
            return f"{french} {feminine if is_feminine else masculine} {self.number}"
        return f"{quality} {english} {self.number}"


class Names:
    """The names of one consultation."""

    def __init__(self, secret: bytes, consultation: int) -> None:
        self._key = hmac.digest(secret, b"pseudonyms:%d" % consultation, hashlib.sha256)

    def of(self, participant: int) -> Pseudonym:
        """The name of the participant with this number, counted from 0."""
        turn, place = divmod(participant, RANGE)
        place = self._mixed(place, range(_ROUNDS))
        while place >= RANGE:
            place = self._mixed(place, range(_ROUNDS))
        place, number = divmod(place, NUMBERS)
        noun, adjective = divmod(place, len(ADJECTIVES))
        return Pseudonym(noun, adjective, FIRST + number + 1_000 * turn)

    def participant(self, name: str) -> int | None:
        """The owner of a name, typed in either language; None where there can be none."""
        found = _NAME.fullmatch(folded(name))
        words = _WORDS.get(found[1]) if found else None
        if not found or words is None:
            return None
        turn, number = divmod(int(found[2]), 1_000)
        if number < FIRST:
            return None
        place = (words[0] * len(ADJECTIVES) + words[1]) * NUMBERS + number - FIRST
        place = self._mixed(place, range(_ROUNDS)[::-1])
        while place >= RANGE:
            place = self._mixed(place, range(_ROUNDS)[::-1])
        return turn * RANGE + place

    def _mixed(self, place: int, rounds: range) -> int:
        """One pass through the network; the rounds turned round undo it."""
        left, right = divmod(place, 1 << _HALF)
        for nth in rounds:
            if nth % 2:
                left ^= self._noise(nth, right)
            else:
                right ^= self._noise(nth, left)
        return left << _HALF | right

    def _noise(self, nth: int, half: int) -> int:
        digest = hmac.digest(self._key, bytes([nth, *half.to_bytes(2)]), hashlib.sha256)
        return int.from_bytes(digest[:2]) >> (16 - _HALF)


def _words() -> dict[str, tuple[int, int]]:
    """Both words of every name as typed, in both languages."""
    found = {}
    for noun in range(len(NOUNS)):
        for adjective in range(len(ADJECTIVES)):
            name = Pseudonym(noun, adjective, 0)
            for language in ("en", "fr"):
                found[folded(name.in_language(language))[:-2]] = noun, adjective
    return found


_WORDS = _words()
