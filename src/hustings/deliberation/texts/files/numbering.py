"""Numbers that a word processor sets in front of headings and items, which stand nowhere in the text."""

import re
from dataclasses import dataclass, field

BULLET = "•"
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
_ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
MOST = 10_000  # above, a number is written in figures whatever it should be
DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Level:
    """Counting of one level. ``pattern`` holds %1 to %9 where the numbers of levels stand, as Word writes it.

    ``form``: "1", "01", "a", "A", "i", "I"; "•" for a bullet; empty for no number.
    """

    form: str = ""
    pattern: str = ""
    start: int = 1


@dataclass
class Counter:
    """A list as it runs through a text."""

    levels: dict[int, Level]
    now: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int, start: int | None = None) -> str:
        """The sign in front of the next item at this depth; ``start`` counts anew from there."""
        level = self.levels.get(depth)
        if level is None:
            return ""
        if start is not None or depth not in self.now:
            self.now[depth] = level.start if start is None else start
        else:
            self.now[depth] += 1
        for deeper in [each for each in self.now if each > depth]:
            del self.now[deeper]
        if level.form == BULLET:
            return BULLET
        if not level.form:
            return ""
        return re.sub(r"%([1-9])", self._number, level.pattern).strip()

    def _number(self, found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        level = self.levels.get(depth, Level("1"))
        return written(self.now.get(depth, level.start), level.form)


def written(number: int, form: str) -> str:
    """A number in figures, letters or Roman ones."""
    if form == "01":
        return f"{number:02}"
    if form not in {"a", "A", "i", "I"} or not 0 < number < MOST:
        return str(number)
    text = _roman(number) if form in {"i", "I"} else chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
    return text.upper() if form.isupper() else text


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN.items():
        out += letters * (number // value)
        number %= value
    return out
