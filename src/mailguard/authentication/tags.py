"""Tag lists, "a=b; c=d" (RFC 6376 3.2): signatures, keys, seals and policies are written in them."""

import base64
import binascii
import re
from collections.abc import Mapping
from functools import lru_cache

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_FOLD = re.compile(r"\r\n(?=[ \t])")
_LONGEST = 65_536
_OF_B = re.compile(rb"(?:\A|;)[ \t\r\n]*b[ \t\r\n]*=[^;]*")


class BadTags(ValueError):
    """It is no tag list; the message says why."""


@lru_cache(256)  # each is needed two or three times a message
def read(text: bytes) -> Mapping[str, str]:
    """Names and values with outer white space gone, or BadTags. A name that stands twice spoils the list."""
    if len(text) > _LONGEST:
        raise BadTags("too long")
    try:
        decoded = _FOLD.sub("", text.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadTags("not text") from error
    specs = decoded.split(";")
    if not specs[-1].strip(" \t\r\n"):
        specs.pop()
    found: dict[str, str] = {}
    for spec in specs:
        name, equals, value = spec.partition("=")
        name = name.strip(" \t\r\n")
        if not equals or not _NAME.fullmatch(name):
            raise BadTags(f"“{spec.strip()[:40]}” is no tag")
        if name in found:
            raise BadTags(f"{name}= stands there twice")
        found[name] = value.strip(" \t\r\n")
    return found


def from_base64(value: str) -> bytes:
    """Base64 with white space anywhere (RFC 6376 2.10), or BadTags."""
    try:
        return base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadTags("not base64") from error


def without_b(raw: bytes) -> bytes:
    """A signature field with the value of its b= taken out (RFC 6376 3.7)."""
    name, colon, value = raw.partition(b":")
    found = _OF_B.search(value)
    if found is None:
        return raw
    kept = found[0].partition(b"=")[0] + b"="
    return name + colon + value[: found.start()] + kept + value[found.end() :]
