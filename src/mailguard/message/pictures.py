"""Pictures that lie in a page itself as data: addresses (RFC 2397): files, though no part of their own."""

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import islice

_PICTURE = re.compile(r"data:image/[\w.+-]{2,20};base64,([A-Za-z0-9+/\s]{200,1400000})", re.IGNORECASE)
_MOST = 5
_LONG = re.compile(rb"(data:image/[\w.+-]{2,20};base64,)[A-Za-z0-9+/=\s]{1000,}", re.IGNORECASE)


def inside(source: str) -> Iterator[bytes]:
    """The bytes of each picture in a page, at most five of at most a megabyte."""
    if "data:image" not in source and "DATA:" not in source:
        return
    for match in islice(_PICTURE.finditer(source), _MOST):
        letters = "".join(match[1].split())
        try:
            yield base64.b64decode(letters + "=" * (-len(letters) % 4))
        except (binascii.Error, ValueError):
            continue


def without(page: bytes) -> bytes:
    """The page without the bytes of its pictures."""
    return _LONG.sub(rb"\1", page)
