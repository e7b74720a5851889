"""What was typed into the box of a search."""

from django.http import HttpRequest

LONGEST = 100


def text(request: HttpRequest, name: str = "q") -> str:
    """Without spaces around it, and without NUL, which PostgreSQL refuses."""
    return request.GET.get(name, "").replace("\0", "").strip()[:LONGEST]
