"""Translation of the engine's sentences, and the language of a terminal."""

import gettext
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from mailguard.data import FOLDER


def mark(text: str) -> str:
    """``text`` as it is: tells the collector that it is translated later."""
    return text


LANGUAGES = ("en", "fr")
DOMAIN = "mailguard"  # of gettext
LOCALE = Path(__file__).parent / "locale"
# What the system and SQLite say when a file can't be read or written.
_OF_THE_SYSTEM = (
    mark("No such file or directory"),
    mark("Permission denied"),
    mark("Connection refused"),
    mark("Operation not permitted"),
    mark("Is a directory"),
    mark("Not a directory"),
    mark("Input/output error"),
    mark("Too many levels of symbolic links"),
    mark("File name too long"),
    mark("File exists"),
    mark("File too large"),
    mark("No such device or address"),
    mark("Too many open files"),
    mark("Cannot allocate memory"),
    mark("Address already in use"),
    mark("No space left on device"),
    mark("Disk quota exceeded"),
    mark("Read-only file system"),
    mark("Name or service not known"),
    mark("Temporary failure in name resolution"),
    mark("No address associated with hostname"),
    mark("Cannot assign requested address"),
    mark("AF_UNIX path too long"),
    mark("embedded null byte"),
    mark("file is not a database"),
    mark("unable to open database file"),
    mark("attempt to write a readonly database"),
    mark("database is locked"),
    mark("database or disk is full"),
    mark("database disk image is malformed"),
    mark("disk I/O error"),
)
_FRENCH = {ord(","): "\u202f", ord("."): ","}  # how numbers are written


@lru_cache(8)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, [language], fallback=True)


def translate(text: str, language: str) -> str:
    """``text`` in ``language`` ("fr", "fr-FR", "en"), or as it is where we have no translation."""
    language = _code(language)
    if not text or language == "en":
        return text
    return _of_signals(language).get(text) or _catalogue(language).gettext(text)


@lru_cache(8)
def _of_signals(language: str) -> Mapping[str, str]:
    tables = tomllib.loads((FOLDER / "weights.toml").read_text(encoding="utf-8"))
    return {text: said for each in tables.values() for text, said in each.get(language, {}).items()}


def of_terminal(environment: Mapping[str, str]) -> str:
    """The first of ``LANGUAGES`` in LANGUAGE, LC_ALL, LC_MESSAGES or LANG, as gettext does; or "en"."""
    named = (environment.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    wishes = map(_code, next(filter(None, named), "").split(":"))
    return next((code for code in wishes if code in LANGUAGES), "en")


def _code(language: str) -> str:
    """``fr`` of ``fr_FR.UTF-8`` and ``fr-CA``."""
    return language.replace("-", "_").partition("_")[0].partition(".")[0].lower()


def number(value: float, places: int, language: str) -> str:
    """``1,234.5`` in English, ``1 234,5`` in French."""
    text = f"{value:,.{places}f}"
    return text.translate(_FRENCH) if language == "fr" else text


def percent(value: float, language: str) -> str:
    """``0.974`` as 97%, in French with a space; never 100% nor 0% of what isn't certain."""
    whole = min(max(round(value * 100), 1), 99) if 0 < value < 1 else round(value * 100)
    return f"{whole}\u00a0%" if language == "fr" else f"{whole}%"


class Complaint(ValueError):
    """What is wrong, as a sentence with places for values; ``say`` tells it in the reader's language."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text, values)
        self._text, self._values = text, values

    def __reduce__(self) -> Any:
        return _made_again, (type(self), self._text, self._values)

    def __str__(self) -> str:
        return self.say()

    def say(self, language: str = "en") -> str:
        """The sentence in that language; complaints among its values are said in it, too."""
        values = {
            name: value.say(language) if isinstance(value, Complaint) else value
            for name, value in self._values.items()
        }
        return translate(self._text, language).format_map(values)


def _made_again(kind: type[Complaint], text: str, values: dict[str, object]) -> Complaint:
    return kind(text, **values)


def of_system(error: Exception) -> Complaint:
    """What the system or SQLite says, without the numbers and names that Python puts around it."""
    says = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return Complaint(says.replace("{", "{{").replace("}", "}}"))
