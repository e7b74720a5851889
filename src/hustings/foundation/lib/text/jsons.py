"""JSON from outside, as databases can hold it: no NUL, no half of a letter, no depth without end."""

import json
from typing import Any

DEEPEST = 40  # lists and tables within one another


def read(raw: bytes) -> Any:
    """Value that it holds. Raises ValueError where it is no JSON, or none that anybody would write."""
    try:
        return _plain(json.loads(raw, parse_constant=_refuse), DEEPEST)
    except RecursionError as error:
        raise ValueError("too deep") from error


def plain(text: str) -> str:
    """The text without NUL, and with a question mark for each half of a letter (a lone surrogate)."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _plain(value: Any, left: int) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and "\0" not in value else plain(value)
    if not isinstance(value, list | dict):
        return value
    if not left:
        raise ValueError("too deep")
    if isinstance(value, list):
        return [_plain(each, left - 1) for each in value]
    return {plain(name): _plain(each, left - 1) for name, each in value.items()}


def _refuse(word: str) -> Any:
    raise ValueError(word)  # NaN and Infinity, which JSON doesn't know
