"""Ready-made letters, in the languages of the site: a file each in ``made/``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.ready_made import read, said

MADE = Path(__file__).parent / "made"
ORDER = ("daily", "event", "gift", "note")
ALL = "all"  # a letter in each language


@dataclass(frozen=True)
class Offer:
    key: str
    name: str
    note: str


def _read(key: str) -> dict[str, Any]:
    return read(MADE / f"{key}.toml")


def offered() -> list[Offer]:
    """All of them."""
    return [Offer(key, said(_read(key)["name"]), said(_read(key)["note"])) for key in ORDER]


def name_of(key: str) -> str:
    """What it is called."""
    return said(_read(key)["name"])


def letters(key: str, language: str) -> list[dict[str, Any]]:
    """Its letters: one for everybody in ``language``, or one in each where that is ``ALL``."""
    told = _read(key)
    if language != ALL:
        return [_letter(told[language], "")]
    return [_letter(told[code], code) for code, _name in settings.LANGUAGES if code in told]


def _letter(told: dict[str, Any], language: str) -> dict[str, Any]:
    blocks = [_block(kind, words) for each in told["blocks"] for kind, words in each.items()]
    return builder.letter(told["subject"], *blocks, language=language, preheader=told["preheader"])


def _block(kind: str, words: str) -> dict[str, Any]:
    """A block with its words; what only its writer knows is left open, and the checks ask for it."""
    match kind:
        case "text":
            return builder.text(words)
        case "button":
            return builder.block(kind, {"label": words, "address": ""})
        case "event":
            value = {"title": words, "begins_at": None, "place": "", "text": "", "address": "", "label": ""}
            return builder.block(kind, value)
        case "gift":
            more = {"text": "", "address": "", "currency": "EUR", "amounts": [20, 50, 100], "label": ""}
            return builder.block(kind, {"title": words, **more})
        case _:
            return builder.block(kind, words or None)
