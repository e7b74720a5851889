"""Entries held back of phones, which wait for somebody's word."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from hustings.foundation.lib.todos import Todo
from hustings.foundation.sync import kinds


def of_phones(user: Any) -> Iterator[Todo]:
    """One line for all of them."""
    if n := sum(handset.n_held for handset in kinds.held_for(user)):
        said = ngettext(
            "%(n)s note from a phone without access waits to be admitted",
            "%(n)s notes from phones without access wait to be admitted",
            n,
        ) % {"n": n}
        yield Todo(said, reverse("sync:rescue"))
