"""The lists that ship with the engine: one domain a line, in ``data/lists`` (see the notice there)."""

import lzma
from collections.abc import Iterator
from functools import cache, lru_cache

from mailguard.data import FOLDER

_FOLDER = FOLDER / "lists"


@cache
def load(name: str) -> frozenset[str]:
    """All domains of a list: free_mail, disposable, shorteners, file_hosts, subdomain_hosts, page_makers,
    bulk_mailers, odd_suffixes, trusted_senders, meeting_hosts."""
    return frozenset((_FOLDER / f"{name}.txt").read_text(encoding="ascii").split())


@cache
def ranks() -> dict[str, int]:
    """The 50,000 most visited domains, each with its place; 1 is the first."""
    packed = (_FOLDER / "top_domains.txt.xz").read_bytes()
    return {domain: rank for rank, domain in enumerate(lzma.decompress(packed).decode().split(), 1)}


@lru_cache(16_384)
def match(name: str, host: str) -> str:
    """The entry of a list that ``host`` is or lies under, or ""."""
    entries = load(name)
    return next((each for each in _upwards(host) if each in entries), "")


def _upwards(host: str) -> Iterator[str]:
    """``a.b.c``, ``b.c``, ``c``."""
    while host:
        yield host
        host = host.partition(".")[2]
