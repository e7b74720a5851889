"""Text brought to one form for search: no case, no accents, single spaces."""

import unicodedata
from functools import lru_cache


def _bare(text: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )


_SPECIAL = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "’": "'", "ı": "i"}
_LATIN = str.maketrans({letter: _bare(letter) for letter in map(chr, range(0xC0, 0x250))} | _SPECIAL)


@lru_cache(20_000)  # names, towns and tags come again and again
def fold(text: str) -> str:
    """``"  Zoé  L’Œuvre "`` becomes ``"zoe l'oeuvre"``."""
    return folded(text)


def folded(text: str) -> str:
    """The same of what comes but once, such as the text of a page."""
    plain = text.casefold()
    if not plain.isascii():
        plain = plain.translate(_LATIN)  # nearly always enough, and a tenth of the time
        if not plain.isascii():
            plain = _bare(plain)
    return " ".join(plain.split())
