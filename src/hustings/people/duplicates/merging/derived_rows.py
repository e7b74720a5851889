"""Derived rows of apps, read anew once a merge, or its undo, has moved what they come from."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from hustings.foundation.contributions import Registry

ReadAnew = Callable[..., None]
# Each derives it from the rows that these people (keys) have now: ``read(*people)``.
readers = Registry[ReadAnew]("duplicates.merging.derived_rows.readers")


def read_anew(*people: int) -> None:
    """All that is derived, in the caller's transaction."""
    for read in readers.all():
        read(*people)


def last_words(words: type[Model], stands: type[Model], thing: str, word: str, said: str) -> ReadAnew:
    """A reader: rows of ``stands`` say what somebody's last row of ``words`` on each ``thing`` says."""

    def read(*people: int) -> None:
        last: dict[tuple[int, Any], Any] = {}
        said_by: Any = words._base_manager.filter(person__in=people)
        for one in said_by.order_by("given_at", "pk"):
            last[one.person_id, getattr(one, thing)] = one
        held: Any = stands._base_manager.filter(person__in=people)
        rows: dict[tuple[int, Any], Any] = {(row.person_id, getattr(row, thing)): row for row in held}
        if gone := [row.pk for key, row in rows.items() if key not in last]:
            held.filter(pk__in=gone).delete()
        for key, one in last.items():
            row = rows.get(key) or stands(**{"person_id": key[0], thing: key[1]})
            if getattr(row, f"{word}_id") != one.pk or getattr(row, said) != getattr(one, said):
                setattr(row, word, one)
                setattr(row, said, getattr(one, said))
                row.save()

    return read
