"""Countries by the two letters of ISO 3166, named in the languages of the site (names: Unicode CLDR).

Overseas parts of France are left out: who lives there lives in France.
"""

from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from hustings.foundation.lib.text.text_folding import fold

_FILE = Path(__file__).with_name("countries.tsv")


def choices(first: str = "") -> list[tuple[str, str]]:
    """All of them by name in the reader's language, ``first`` above the others."""
    found = _named((get_language() or "")[:2])
    return sorted(found, key=lambda row: row[0] != first.upper()) if first else list(found)


def name(code: str) -> str:
    """The name in the reader's language; the code itself where there is none."""
    return dict(_named((get_language() or "")[:2])).get(code, code)


def code(text: str) -> str:
    """The two letters of a country that a file names by code or in any language of the site; else nothing."""
    return _codes().get(fold(text.strip()), "")


_LONG = "fra fr bel be che ch deu de esp es gbr gb ita it lux lu nld nl prt pt usa us can ca uk gb"


@cache
def _codes() -> dict[str, str]:
    """Codes by name and by code; the long codes of those that payment tools name so."""
    words = _LONG.split()
    found = {long: short.upper() for long, short in zip(words[::2], words[1::2], strict=True)}
    for line in _FILE.read_text("utf-8").splitlines()[1:]:
        code, *names = line.split("\t")
        found |= {fold(word): code for word in (code, *names)}
    return found


@cache
def _named(language: str) -> tuple[tuple[str, str], ...]:
    head, *lines = _FILE.read_text("utf-8").splitlines()
    languages = head.split("\t")
    at = languages.index(language) if language in languages[1:] else 1
    rows = (line.split("\t") for line in lines)
    return tuple(sorted(((row[0], row[at]) for row in rows), key=lambda row: fold(row[1])))
