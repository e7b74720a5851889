"""The language of the person at the terminal."""

import os

from mailguard.words import translate


def chosen() -> str:
    """From LC_ALL, LC_MESSAGES or LANG, "en" where none is set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.partition(".")[0]
    return "en"


def spoken(text: str, **values: object) -> str:
    """The sentence in that language, with its values."""
    return translate(text, chosen()).format_map(values)
