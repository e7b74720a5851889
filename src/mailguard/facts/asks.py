"""Requests: words near one another, "send … list … donors", in English and French.

A rule in requests.toml is a row of kinds of words with gaps, for a thought and not one wording.
"""

import re
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, pairwise

from mailguard.data import FOLDER
from mailguard.facts.phrases import NOTHING, Want, fold
from mailguard.text.swift import Swift

_DATA = FOLDER / "requests.toml"
# Both genders in one word: "adhérent·e·s", "directeur(trice)", "cher.e.s".
_INCLUSIVE = re.compile(
    r"(?<=[a-z])(?:[·•‧∙][a-z]{1,5})+|(?<=[a-z])\.e(?:\.s)?(?![\w.])|\((?:e|ne|le|trice|rice|euse|se|s)\)"
)
# What begins one of these: sought beforehand, since the pattern looks back at every letter.
_DOTS = "·•‧∙"
_ENDED = re.compile(r"\.e(?:\.s)?(?![\w.])")
_BRACKETED = re.compile(r"\((?:e|ne|le|trice|rice|euse|se|s)\)")
_TOKEN = Swift(r"[a-z]+|\d+|[$£]")
_INSIDE = re.compile(r"<(\w+)>")  # a kind that is part of another one
_TOLD = 300  # characters of what asked for it
_MOST_WORDS = 50_000  # that are kept with their kinds
_LACK = "lack"  # words of those who ask: "I need" is a request where "I send" is none
_WITHIN = "refuses"  # the guard that looks between the words, too: "our bank has not changed"
_Entry = tuple[list[str], list[str]]  # the words behind the first two, and the kinds


@dataclass(frozen=True, slots=True)
class Step:
    kind: str
    gap: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Kinds of words in a row. ``guard`` names what takes it back where it stands before the first."""

    steps: tuple[Step, ...]
    guard: str
    kinds: frozenset[str]  # of its steps


def names() -> list[str]:
    return sorted(_book().rules)


class Said:
    def __init__(self, text: str) -> None:
        folded = fold(text)
        if _is_inclusive(folded):
            folded = _INCLUSIVE.sub(_plural, folded)
        self.words: list[str] = _TOKEN.on(folded).findall(folded)
        self._met = _met(self.words)
        self._wants: dict[str, Want] = {}

    @cached_property
    def _at(self) -> Mapping[str, list[tuple[int, int]]]:
        """Where words of each kind stand. Most messages lack a kind for each rule, and need no places."""
        return _places(self.words)

    @cached_property
    def _lacking(self) -> set[int]:
        return {start for start, _ in self._at.get(_LACK, ())}

    def want(self, name: str) -> Want:
        found = self._wants.get(name)
        if found is None:
            rules = _book().rules.get(name, ())
            possible = [rule for rule in rules if rule.kinds <= self._met]
            found = self._wants[name] = self._want(possible) if possible else NOTHING
        return found

    def _want(self, rules: Sequence[Rule]) -> Want:
        found = [span for rule in rules if (span := self._span(rule))]
        if not found:
            return NOTHING
        first, last = min(found)
        return Want(len(found), " ".join(self.words[first : last + 1])[:_TOLD])

    def spans(self, kind: str) -> Sequence[tuple[int, int]]:
        """Where words of a kind stand: first and last position of each."""
        return self._at.get(kind, ())

    def _span(self, rule: Rule) -> tuple[int, int] | None:
        """Where a rule holds first: the positions of its first and last word."""
        if not rule.kinds <= self._at.keys():
            return None
        lacking = self._lacking
        begun = self._at[rule.steps[0].kind]
        reached = [span for span in begun if span[0] in lacking or not self._is_void(span[0], rule)]
        for step in rule.steps[1:]:
            if not reached:
                return None
            reached = list(_next(reached, self._at[step.kind], step.gap))
        if rule.guard == _WITHIN and rule.steps[0].kind != "stop_use":
            negates = _book().lists["negates"]
            reached = [(a, b) for a, b in reached if negates.isdisjoint(self.words[a : b + 1])]
        return reached[0] if reached else None

    def _is_void(self, at: int, rule: Rule) -> bool:
        """ "I can send you the list", "don't send": what stands before takes the request back."""
        if not rule.guard:
            return False
        before = at - 1
        while before >= 0 and self.words[before] in _book().lists["passing"]:
            before -= 1
        word = self.words[before] if before >= 0 else ""
        if word in _book().lists[rule.guard]:
            return True
        if rule.guard != "offers" or word not in _book().lists["receivers"]:
            return word == "to" and before > 0 and self.words[before - 1] in _book().lists["willing"]
        turned = before > 0 and self.words[before - 1] in _book().lists["turned"]  # "pouvez-vous"
        return not turned and self.words[at].endswith(("er", "re", "ir"))


def _next(
    reached: list[tuple[int, int]], places: Sequence[tuple[int, int]], gap: int
) -> Iterator[tuple[int, int]]:
    """The spans that go on to a further word not more than ``gap`` words later."""
    ends = [end for _, end in reached]
    if any(a > b for a, b in pairwise(ends)):
        reached = sorted(reached, key=lambda each: each[1])
        ends = [end for _, end in reached]
    for start, end in places:
        index = bisect_right(ends, start - 1) - 1
        if index >= 0 and start - ends[index] - 1 <= gap:
            yield reached[index][0], end


class _Kinds(dict[str, tuple[str, ...]]):
    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) > _MOST_WORDS:
            self.clear()
        found = self[word] = _of(word)
        return found


_kinds_of = _Kinds()


def _met(words: Sequence[str]) -> set[str]:
    """The kinds that words may be of, alone or, where all of an entry's first two are there, together."""
    once = set(words)
    found = set(chain.from_iterable(map(_kinds_of.__getitem__, once)))
    book = _book()
    for first in once & book.firsts:
        seconds = book.paired[first]
        for second in once.intersection(seconds):  # asks for each of the few, and makes no view of them
            found |= seconds[second]
    return found


def _places(words: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    at: dict[str, list[tuple[int, int]]] = defaultdict(list)
    longer = _book().longer
    for index, word in enumerate(words):
        for kind in _kinds_of[word]:
            at[kind].append((index, index))
        if word in longer and (entries := longer[word].get("".join(words[index + 1 : index + 2]))):
            for rest, kinds in entries:
                end = index + 1 + len(rest)
                if words[index + 2 : end + 1] == rest:
                    for kind in kinds:
                        at[kind].append((index, end))
    return at


def _of(word: str) -> tuple[str, ...]:
    book = _book()
    if word.isdigit():
        return ("number",)
    found = book.whole.get(word, ())
    if word[: book.shortest] in book.heads:
        for size in range(book.shortest, len(word) + 1):
            found = [*found, *book.begun.get(word[:size], ())]
    return tuple(dict.fromkeys(found))


def _is_inclusive(folded: str) -> bool:
    if not folded.isascii() and any(dot in folded for dot in _DOTS):
        return True
    return bool(_ENDED.search(folded) or _BRACKETED.search(folded))


def _plural(match: re.Match[str]) -> str:
    return "s" if match[0].rstrip(")").endswith("s") else ""


# --- The vocabulary ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Book:
    """The vocabulary in use; ``longer`` are entries of several words by their first and second."""

    whole: Mapping[str, Sequence[str]]
    begun: Mapping[str, Sequence[str]]
    shortest: int  # of these beginnings
    heads: frozenset[str]  # their first characters, as many as the shortest has
    longer: Mapping[str, Mapping[str, list[_Entry]]]
    firsts: frozenset[str]  # of these entries
    paired: Mapping[str, Mapping[str, frozenset[str]]]  # the kinds that their first two may be of
    lists: Mapping[str, frozenset[str]]
    rules: Mapping[str, tuple[Rule, ...]]


@cache
def _book() -> Book:
    read = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    kinds: dict[str, str] = read.pop("words")
    for kind, text in kinds.items():
        kinds[kind] = _INSIDE.sub(lambda match: kinds[match[1]], text)
    rules: dict[str, tuple[Rule, ...]] = {}
    for name, table in read.items():
        guard = table.get("unless", "")
        rules[name] = tuple(_rule(line, guard, kinds) for line in table["rules"])
    whole: dict[str, list[str]] = defaultdict(list)
    begun: dict[str, list[str]] = defaultdict(list)
    for kind, text in kinds.items():
        for entry in _entries(text):
            (begun[entry[:-1]] if entry.endswith("*") else whole[entry]).append(kind)
    lists = {kind: frozenset(_entries(text)) for kind, text in kinds.items()}
    shortest = min(map(len, begun), default=0)
    heads = frozenset(entry[:shortest] for entry in begun)
    longer = _longer(whole, begun)
    paired = {
        first: {second: frozenset(chain(*(kinds for _, kinds in some))) for second, some in seconds.items()}
        for first, seconds in longer.items()
    }
    return Book(whole, begun, shortest, heads, longer, frozenset(longer), paired, lists, rules)


def _longer(
    whole: Mapping[str, list[str]], begun: Mapping[str, list[str]]
) -> dict[str, dict[str, list[_Entry]]]:
    if wrong := next((entry for entry in begun if " " in entry), ""):
        raise KeyError(f"{wrong}*: a star stands behind a single word only")
    longer: dict[str, dict[str, list[_Entry]]] = {}
    for entry in sorted(whole, key=len):
        first, *rest = entry.split()
        if rest:
            found = longer.setdefault(first, {}).setdefault(rest[0], [])
            found.append((rest[1:], list(dict.fromkeys(whole[entry]))))
    return longer


def _rule(line: str, guard: str, kinds: dict[str, str]) -> Rule:
    steps = tuple(_steps(line, kinds))
    return Rule(steps, guard, frozenset(step.kind for step in steps))


def _steps(line: str, kinds: dict[str, str]) -> Iterator[Step]:
    """ "<give> 8 <bulk> 3 donors|members": kinds named or listed here, numbers the words between."""
    gap = 0
    for piece in line.split():
        if piece.isdigit():
            gap = int(piece)
            continue
        kind = piece.strip("<>") if piece.startswith("<") else piece
        if piece != kind and kind != "number" and kind not in kinds:
            raise KeyError(f"{line}: no words are called {kind}")
        if piece == kind:
            kinds.setdefault(kind, " ".join(kind.split("|")))
        yield Step(kind, gap)
        gap = 0


def _entries(text: str) -> list[str]:
    """Entries stand between blanks; an entry of several words has low lines in their place."""
    return [entry.replace("_", " ") for entry in text.split()]
