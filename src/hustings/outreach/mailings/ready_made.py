"""Ready-made letters in the languages of the site: a file each in a folder."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language


@cache
def read(file: Path) -> dict[str, Any]:
    """What one file holds; not to be changed."""
    return tomllib.loads(file.read_text("utf-8"))


def said(texts: dict[str, str]) -> str:
    """In the reader's language, where there is such a text."""
    return texts.get(get_language() or "") or next(iter(texts.values()))
