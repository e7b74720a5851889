"""Texts of the demo: kept as data, read once, told in the language that is spoken while it is filled."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

LANGUAGES = ("fr", "en")


def language() -> str:
    """The one spoken now, as far as there are texts in it."""
    code = (get_language() or "")[:2]
    return code if code in LANGUAGES else LANGUAGES[0]


def languages() -> list[str]:
    """All that the site has, the spoken one first."""
    return sorted(LANGUAGES, key=lambda code: code != language())


@cache
def read(name: str) -> dict[str, Any]:
    """The texts in ``name.toml``."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def here(said: dict[str, Any]) -> dict[str, Any]:
    """The same with its ``[fr]`` and ``[en]`` replaced by the words of the spoken one."""
    spoken: dict[str, Any] = said[language()]
    return {key: words for key, words in said.items() if key not in LANGUAGES} | spoken


def told(name: str) -> dict[str, Any]:
    """Texts of ``name.toml`` in the spoken language, and those that are the same in all."""
    return here(read(name))
