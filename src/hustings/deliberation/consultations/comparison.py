"""Two texts compared word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

LONGEST = 6_000  # words of both together that are compared one by one
_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """Words that stayed, went or came: ``how`` is ``same``, ``gone`` or ``new``."""

    how: str
    text: str


def of(before: str, after: str) -> list[Piece]:
    """The pieces of both, in order. Very long texts are compared line by line."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) + len(new) > LONGEST:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            found.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            found.append(Piece("gone", "".join(old[a:b])))
        if d > c:
            found.append(Piece("new", "".join(new[c:d])))
    return found
