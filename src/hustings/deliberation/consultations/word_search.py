"""Search in what people wrote, whatever its accents and capitals: by regular expressions."""

import re
from typing import Any

from django.db.models import Q

from hustings.foundation.lib.text.text_folding import folded

MOST, LONGEST = 8, 40  # words of a search, and letters of one
_VARIANTS = {
    "a": "aàáâãäå", "c": "cç", "e": "eèéêë", "i": "iìíîï", "n": "nñ", "o": "oòóôõö", "u": "uùúûü", "y": "yýÿ",
}  # fmt: skip
_LETTERS = {plain: f"[{letters}{letters[1:].upper()}]" for plain, letters in _VARIANTS.items()}
_JOINED = {"oe": "(?:[oòóôõö][eèéêë]|[œŒ])", "ae": "(?:[aàáâãäå][eèéêë]|[æÆ])", "'": "['’]"}
_PIECES = re.compile(r"oe|ae|.", re.DOTALL)


def pattern(word: str) -> str:
    """A regular expression for a word with or without its accents."""
    return "".join(
        _JOINED.get(piece) or _LETTERS.get(piece) or re.escape(piece) for piece in _PIECES.findall(word)
    )


def having(words: str, *columns: str) -> Q:
    """Rows that have all words, each in one of the columns."""
    found: Any = Q()
    for word in folded(words).split()[:MOST]:
        wanted = pattern(word[:LONGEST])
        one: Any = Q()
        for column in columns:
            one |= Q(**{f"{column}__iregex": wanted})
        found &= one
    return Q(found)
