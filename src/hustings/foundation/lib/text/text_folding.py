"""Text brought to one form for search: no case, no accents, single spaces."""

import unicodedata
from functools import lru_cache

_SPECIAL = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "’": "'", "ı": "i"})


@lru_cache(20_000)  # names, towns and tags come again and again
def fold(text: str) -> str:
    """``"  Zoé  L’Œuvre "`` becomes ``"zoe l'oeuvre"``."""
    return folded(text)


def folded(text: str) -> str:
    """The same of what comes but once, such as the text of a page."""
    plain = text.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_SPECIAL))
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.split())
