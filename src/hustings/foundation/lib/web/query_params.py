"""Query parameters: what was typed into a search, or into a field that no form of Django's reads."""

from collections.abc import Iterable

from django.http import HttpRequest

LONGEST = 100
_LONGEST_KEY = 18  # digits: each fits into 64 bits, nothing that a database refuses


def text(request: HttpRequest, name: str = "q", longest: int = LONGEST) -> str:
    """Without spaces around it, and without NUL, which PostgreSQL refuses."""
    return request.GET.get(name, "").replace("\0", "").strip()[:longest]


def key(text: str) -> int | None:
    """The number of a row as a browser sends it; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_KEY else None


def keys(texts: Iterable[str]) -> list[int]:
    """Those of them that are numbers of rows."""
    return [found for text in texts if (found := key(text)) is not None]


def posted(request: HttpRequest, name: str, longest: int | None = None) -> str:
    """The same of what was sent; None: however long it is."""
    return request.POST.get(name, "").replace("\0", "").strip()[:longest]
