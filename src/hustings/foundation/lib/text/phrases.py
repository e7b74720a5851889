"""Parts put together as the language wants it: French has a space before a colon and a semicolon."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _


def pair(what: Any, value: Any) -> str:
    """Name of something, and its kind."""
    return _("%(what)s: %(value)s") % {"what": what, "value": value}


def row(parts: Iterable[Any]) -> str:
    """Several phrases in one line, each of which may hold commas."""
    return _("; ").join(map(str, parts))
