"""Changes of spelling alone: votes go along with them."""

import re
from difflib import SequenceMatcher

MOST = 6  # letters that may differ
_WORDS = re.compile(r"\w+|[^\w\s]")
_NEGATIONS = frozenset(
    "no not never none nothing nobody neither nor without cannot non ne pas plus jamais rien aucun aucune "
    "personne ni sans sauf except unless n t nt".split()
)


def is_typo(before: str, after: str) -> bool:
    """Whether one text became the other by so few letters that no vote on it could turn.

    No digit, no negation and no whole word may come or go, and at most ``MOST`` letters may differ.
    """
    old, new = _WORDS.findall(before.casefold()), _WORDS.findall(after.casefold())
    n = 0
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            continue
        gone, come = old[a:b], new[c:d]
        if {*gone, *come} & _NEGATIONS or any(map(_has_digit, gone + come)):
            return False
        was, now = " ".join(filter(_is_word, gone)), " ".join(filter(_is_word, come))
        if len(was.split()) != len(now.split()):
            return False
        n += _distance(was, now)
    return n <= MOST


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _is_word(word: str) -> bool:
    return bool(re.match(r"\w", word))


def _distance(one: str, other: str) -> int:
    """Letters to write, delete or exchange (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
