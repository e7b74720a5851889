"""Parts of a page that are written anew for each reader, though the page is kept in memory for all.

A page that is kept while thousands sign would show an old number; thrown away at each signature it would not
be kept at all. So the part is marked in the page, and whoever answers from memory puts the new one there.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest

Write = Callable[[str], str]
_written: dict[str, Write] = {}
MARK = re.compile(rb"<!--fresh ([a-z_]+) ([\w.-]+)-->.*?<!--/fresh-->", re.DOTALL)


def register(name: str, write: Write) -> None:
    """Have ``write(argument)`` say what stands there, as HTML. Called once, at start."""
    _written[name] = write


def marked(name: str, argument: str) -> str:
    """The part, between marks by which it's found again."""
    return f"<!--fresh {name} {argument}-->{write(name, argument)}<!--/fresh-->"


def write(name: str, argument: str) -> str:
    """The part as it is now; nothing where no app knows it."""
    return _written[name](argument) if name in _written else ""


def for_one(request: HttpRequest) -> None:
    """Say that the page which this request gets is for its reader alone: it is not kept for others."""
    request._is_for_one = True  # type: ignore[attr-defined]


def is_for_one(request: HttpRequest) -> bool:
    """Whether anything on the page has said so."""
    return getattr(request, "_is_for_one", False)
