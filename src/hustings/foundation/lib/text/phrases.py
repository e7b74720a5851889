"""Parts put together as the language wants it: French has a space before a colon and a semicolon."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _


def pair(what: Any, value: Any) -> str:
    """Name of something, and its kind."""
    return _("%(what)s: %(value)s") % {"what": what, "value": value}


def quoted(text: Any, most: int = 600) -> str:
    """In quotation marks of the language; cut after ``most`` letters."""
    return _("“%(words)s”") % {"words": Truncator(str(text).strip()).chars(most)}


def row(parts: Iterable[Any]) -> str:
    """Several phrases in one line, each of which may hold commas."""
    return _("; ").join(map(str, parts))
