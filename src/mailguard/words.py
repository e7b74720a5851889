"""The engine's sentences in the reader's language, and which one that is at a terminal."""

import gettext
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "fr")
_LOCALE = Path(__file__).parent / "locale"
_FRENCH = {ord(","): "\u202f", ord("."): ","}  # how numbers are written


@lru_cache(8)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("mailguard", _LOCALE, [language], fallback=True)


def translate(text: str, language: str) -> str:
    """``text`` in ``language`` ("fr", "fr-FR", "en"), or as it is where we have no translation."""
    language = _code(language)
    return _catalogue(language).gettext(text) if text and language != "en" else text


def of_terminal(environment: Mapping[str, str]) -> str:
    """The first of ``LANGUAGES`` in LANGUAGE, LC_ALL, LC_MESSAGES or LANG; "en" where none is named.

    As gettext does it: only the first of these variables that says anything counts.
    """
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


def mark(text: str) -> str:
    """``text`` as it is: tells the collector that it is translated later."""
    return text
