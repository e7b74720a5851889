"""To-dos about addresses that wait for a look, and large numbers in to-dos."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.lib.todos import Todo
from hustings.people.persons import pending_addresses

SEVERAL = 10_001  # counts go no further where only "many" is said


def many(n: int) -> str:
    """A number, or that it is large."""
    return _("more than 10,000") if n >= SEVERAL else str(n)


def waits(user: Any) -> Iterator[Todo]:
    """What was typed by those who don't see everybody."""
    if pending_addresses.may_look(user) and (n := pending_addresses.lines()[:SEVERAL].count()):
        words = ngettext(
            "%(n)s entry to review",
            "%(n)s entries to review",
            n,
        )
        yield Todo(words % {"n": many(n)}, reverse("persons:waiting"))
