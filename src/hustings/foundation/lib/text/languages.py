"""Texts that were written in several languages: language -> text."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language


def in_language(texts: Mapping[str, Any]) -> str:
    """The text for this reader, else the first that is written."""
    found = texts.get((get_language() or "")[:2]) or next((text for text in texts.values() if text), "")
    return str(found)


class Translated:
    """A property of a model: the text of ``column`` (language -> text) for this reader."""

    def __init__(self, column: str) -> None:
        self.column = column

    def __get__(self, row: Any, owner: type | None = None) -> str:
        return in_language(getattr(row, self.column))
