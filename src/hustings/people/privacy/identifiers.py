"""Identifiers of some people: their addresses, numbers and names, found in texts however many they are."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.persons import phones
from hustings.people.persons.matching.match_keys import NOBODY, is_full
from hustings.people.privacy.past_identities import Identities

_TOKEN = re.compile(r"\w+")


class Known:
    """Identifiers of ``people`` and of records that they took in, read while they are there."""

    def __init__(self, people: Collection[int]) -> None:
        found = Identities(people)
        self.persons, self.addresses, self.phones = found.all, found.emails, found.phones
        self.everybody = found.halves.union(people)
        self.emails = {
            text.lower() for mine in self.addresses.values() for row in mine.items() for text in row
        }
        numbers = {number for mine in self.phones.values() for number in mine}
        self._external = {one.external_id for one in self.persons if one.external_id}
        self._by_given = _Prefixes((one.given_key, one.name_key) for one in self.persons)
        self._by_family = _Prefixes((one.name_key, one.given_key) for one in self.persons)
        self._starts = _Prefixes((text, "") for text in self.emails | numbers)
        self._words = self._index(self.emails | numbers | set(map(phones.shown, numbers)))

    @property
    def address_keys(self) -> list[str]:
        return [key for mine in self.addresses.values() for key in mine]

    @property
    def uids(self) -> set[str]:
        return {one.uid for one in self.persons}

    @property
    def names(self) -> set[str]:
        return {f"{one.given_name} {one.family_name}".strip() for one in self.persons} - {""}

    def keys(self) -> dict[int, set[str]]:
        """By what an import would know each, as ``importing.keys`` has it, but for their e-mails."""
        found: dict[int, set[str]] = defaultdict(set)
        for one in self.persons:
            found[one.person].add(f"u{one.uid}")
            if one.external_id:
                found[one.person].add(f"x{one.external_id}")
            if one.born_on and is_full(one.name_key):
                found[one.person].add(f"n{one.born_on} {one.name_key}")
            if one.name_key != NOBODY:
                found[one.person] |= {f"p{number} {one.name_key}" for number in self.phones[one.person]}
        return found

    def _index(self, plain: set[str]) -> dict[str, list[tuple[frozenset[str], str]]]:
        full = {
            f"{a} {b}"
            for one in self.persons
            if one.given_name and one.family_name
            for a, b in ((one.given_name, one.family_name), (one.family_name, one.given_name))
        }
        found: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for text in plain | full:
            if tokens := _TOKEN.findall(text.lower()):
                found[tokens[0]].append((frozenset(tokens), text))
        return found

    def without(self, text: str, instead: str) -> str:
        """The text with ``instead`` where it names one of them in full."""
        tokens = set(_TOKEN.findall(text.lower()))
        there = {
            known for token in tokens & self._words.keys() for words, known in self._words[token]
            if words <= tokens
        }  # fmt: skip
        if not there:
            return text
        longest = "|".join(map(re.escape, sorted(there, key=lambda each: (-len(each), each))))
        return re.sub(rf"(?<!\w)(?:{longest})(?!\w)", lambda _found: instead, text, flags=re.IGNORECASE)

    def is_sought_by(self, text: str) -> bool:
        """Whether somebody looking for this beginning of an address, a number or a name finds one of them."""
        lower, number = text.strip().lower(), phones.beginning(text)
        if text in self._external or (lower and self._starts.has(lower)):
            return True
        if number and self._starts.has(number):
            return True
        words = fold(text.replace(",", " ")).split()
        for cut in range(1, len(words) + 1):
            first, rest = " ".join(words[:cut]), " ".join(words[cut:])
            if self._by_given.has(first, rest) or self._by_family.has(first, rest):
                return True
        return False


class _Prefixes:
    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._pairs = sorted(set(pairs))

    def has(self, first: str, second: str = "") -> bool:
        return any(other.startswith(second) for other in self._of(first))

    def _of(self, first: str) -> Iterator[str]:
        at = bisect_left(self._pairs, (first, ""))
        while at < len(self._pairs) and self._pairs[at][0].startswith(first):
            yield self._pairs[at][1]
            at += 1
