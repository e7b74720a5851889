"""Macros of SPF (RFC 7208 7): their grammar, and their expansion."""

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

_EXPAND = r"%(?:[%_-]|\{[slodipvhSLODIPVH](?:0*[1-9]\d{0,2})?[rR]?[.+,/_=-]*\})"
_EXPAND_ANY = _EXPAND.replace("slodipvh", "slodiphcrtv").replace("SLODIPVH", "SLODIPHCRTV")
_LITERAL = r"[\x21-\x24\x26-\x7e]"
_TOP = r"\.(?=[A-Za-z0-9-]*[A-Za-z-])[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?"
_MACRO_STRING = re.compile(rf"(?:{_LITERAL}|{_EXPAND})*")
_EXPLAIN_STRING = re.compile(rf"(?:{_LITERAL}| |{_EXPAND_ANY})*")
_LAST_EXPAND = re.compile(r".*%(?:[%_-]|\{[^}]*\})", re.DOTALL)
_TAIL = re.compile(rf".*{_TOP}", re.DOTALL)
_ONE = re.compile(r"%(?:([%_-])|\{([a-zA-Z])(\d*)([rR]?)([.+,/_=-]*)\})")
_LONGEST = 4_096


def is_macro_string(text: str) -> bool:
    """macro-string of RFC 7208 7.1; c, r and t have no place in it."""
    return len(text) <= _LONGEST and _MACRO_STRING.fullmatch(text) is not None


def is_explanation(text: str) -> bool:
    """explain-string of RFC 7208 6.2 and 7.1."""
    return len(text) <= _LONGEST and _EXPLAIN_STRING.fullmatch(text) is not None


@lru_cache(4_096)
def is_domain_spec(text: str) -> bool:
    """domain-spec of RFC 7208 7.1: it ends in a top label after a dot, or in a macro."""
    if not text or not is_macro_string(text):
        return False
    last = _LAST_EXPAND.match(text)
    tail = text[last.end() :] if last else text
    return (last is not None and not tail) or _TAIL.fullmatch(tail) is not None


def expand(text: str, values: Mapping[str, str]) -> str:
    """Put values into a checked string. ``values`` maps each lower-case letter to its whole value."""

    def one(match: re.Match[str]) -> str:
        escape, letter, digits, reverse, delimiters = match.groups()
        if escape:
            return {"%": "%", "_": " ", "-": "%20"}[escape]
        value = _transform(values[letter.lower()], digits, bool(reverse), delimiters)
        return quote(value, safe="-._~") if letter.isupper() else value

    return _ONE.sub(one, text)


def _transform(value: str, digits: str, is_reversed: bool, delimiters: str) -> str:
    if not (digits or is_reversed or delimiters):
        return value
    parts = re.split(f"[{re.escape(delimiters or '.')}]", value)
    if is_reversed:
        parts.reverse()
    return ".".join(parts[-int(digits) :] if digits else parts)


def shorten(name: str) -> str:
    """A name of at most 253 characters, whole labels cut from the left (RFC 7208 7.3)."""
    while len(name) > 253 and "." in name:
        name = name.partition(".")[2]
    return name
