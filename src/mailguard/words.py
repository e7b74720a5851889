"""The engine's sentences in the reader's language."""

import gettext
from functools import lru_cache
from pathlib import Path

_LOCALE = Path(__file__).parent / "locale"


@lru_cache(8)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("mailguard", _LOCALE, [language], fallback=True)


def translate(text: str, language: str) -> str:
    """``text`` in ``language`` ("fr", "fr-FR", "en"), or as it is where we have no translation."""
    language = language.replace("-", "_").partition("_")[0].lower()
    return _catalogue(language).gettext(text) if text and language != "en" else text


def mark(text: str) -> str:
    """``text`` as it is: tells the collector that it is translated later."""
    return text
