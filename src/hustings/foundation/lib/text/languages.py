"""Texts that were written in several languages: language -> text."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language


def in_language(texts: Mapping[str, Any]) -> str:
    """The text for this reader, else the first that is written."""
    found = texts.get((get_language() or "")[:2]) or next((text for text in texts.values() if text), "")
    return str(found)
