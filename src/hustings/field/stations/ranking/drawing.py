"""Draws that anybody can repeat: by the SHA-256 of a public seed and a station's code. Pure."""

import hashlib
import secrets
from collections.abc import Iterable


def seed(text: str) -> str:
    """The seed that somebody named, or one by chance."""
    return text.strip() or secrets.token_hex(8)


def digest(seed: str, code: str) -> str:
    """The digest that orders the draw: of ``seed:code``, as ``sha256sum`` prints it."""
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()


def drawn(seed: str, codes: Iterable[str], n: int) -> list[str]:
    """The ``n`` codes with the smallest digests."""
    return sorted(codes, key=lambda code: digest(seed, code))[:n]
