"""By what some people are known: their addresses, numbers and names, found in texts however many they are."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from hustings.lib.folding import fold
from hustings.people import phones
from hustings.people.importing.keys import NOBODY, is_full
from hustings.people.models import Email, Person, Phone

_TOKEN = re.compile(r"\w+")


class Known:
    """What the records of ``people`` say; read once, while they are there. Three queries."""

    def __init__(self, people: Collection[int]) -> None:
        emails = Email.objects.filter(person__in=people).order_by().values_list("address", "key")
        rows = Person.objects.filter(pk__in=people).order_by()
        of = Phone.objects.filter(person__in=people).order_by().values_list("person_id", "number")
        self.phones = list(of)
        self.emails = {text.lower() for row in emails for text in row}
        self.persons = list(
            rows.values_list("pk", "uid", "external_id", "born_on", "given_name", "family_name", "given_key",
                             "name_key")
        )  # fmt: skip
        numbers = {number for _pk, number in self.phones}
        self._external = {row[2] for row in self.persons if row[2]}
        names = [(given, family) for *_rest, given, family in self.persons]
        self._by_given = _Prefixes(names)
        self._by_family = _Prefixes((family, given) for given, family in names)
        self._starts = _Prefixes((text, "") for text in self.emails | numbers)
        self._words = self._index(self.emails | numbers | set(map(phones.shown, numbers)))

    def keys(self) -> dict[int, set[str]]:
        """By what an import would know each, as ``importing.keys`` has it, but for their e-mails."""
        found, names = {}, {}
        for pk, uid, number, born_on, _given, _family, _given_key, name_key in self.persons:
            names[pk] = name_key
            found[pk] = {f"u{uid}"}
            if number:
                found[pk].add(f"x{number}")
            if born_on and is_full(name_key):
                found[pk].add(f"n{born_on.isoformat()} {name_key}")
        for pk, number in self.phones:
            if names[pk] != NOBODY:
                found[pk].add(f"p{number} {names[pk]}")
        return found

    def _index(self, plain: set[str]) -> dict[str, list[tuple[frozenset[str], str]]]:
        """Each text that names somebody, under its first word."""
        full = {
            f"{a} {b}"
            for *_rest, given, family, _given_key, _name_key in self.persons
            if given and family
            for a, b in ((given, family), (family, given))
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
    """Pairs of texts, asked whether one begins with two beginnings."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._pairs = sorted(set(pairs))

    def has(self, first: str, second: str = "") -> bool:
        """Whether there is a pair that begins so."""
        return any(other.startswith(second) for other in self._of(first))

    def _of(self, first: str) -> Iterator[str]:
        at = bisect_left(self._pairs, (first, ""))
        while at < len(self._pairs) and self._pairs[at][0].startswith(first):
            yield self._pairs[at][1]
            at += 1
