"""Names cut from what applicants wrote, however they are accented or cased."""

import re
import unicodedata
from collections.abc import Iterable

CUT = "▒▒▒"
_LEAST = 3  # letters: shorter names stand in too many words
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)(?:\+|00|0)\d(?:[ .\-]?\d){7,12}(?!\d)")


def cut(text: str, names: Iterable[str]) -> str:
    """The text without names, addresses, links and telephone numbers."""
    for pattern in (_ADDRESS, _LINK, _NUMBER):
        text = pattern.sub(CUT, text)
    if pattern_of_names := _pattern(names):
        text = _replaced(text, pattern_of_names)
    return text


def named(text: str, names: Iterable[str]) -> list[str]:
    """Those of the names that the text holds."""
    folded = _folded(text)[0]
    return sorted({name for name in names if (found := _pattern([name])) and found.search(folded)})


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    words = {_folded(" ".join(name.split()))[0] for name in names}
    long = sorted((word for word in words if len(word) >= _LEAST), key=len, reverse=True)
    if not long:
        return None
    either = "|".join(r"[\s\-]+".join(map(re.escape, re.split(r"[\s\-]+", word))) for word in long)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _replaced(text: str, pattern: re.Pattern[str]) -> str:
    folded, origins = _folded(text)
    pieces, at = [], 0
    for found in pattern.finditer(folded):
        start, end = origins[found.start()], origins[found.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        pieces += [text[at:start], CUT]
        at = end
    return "".join([*pieces, text[at:]])


def _folded(text: str) -> tuple[str, list[int]]:
    """Small letters without accents, and for each where it stood in the text."""
    letters: list[str] = []
    origins: list[int] = []
    for at, sign in enumerate(text):
        for part in unicodedata.normalize("NFKD", sign).casefold():
            if not unicodedata.combining(part):
                letters.append(part)
                origins.append(at)
    return "".join(letters), origins
