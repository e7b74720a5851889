"""Derived rows of apps, read anew once a merge, or its undo, has moved what they come from."""

from collections.abc import Callable

from hustings.foundation.contributions import Registry

ReadAnew = Callable[..., None]
# Each derives it from the rows that these people (keys) have now: ``read(*people)``.
readers = Registry[ReadAnew]("duplicates.merging.derived_rows.readers")


def read_anew(*people: int) -> None:
    """All that is derived, in the caller's transaction."""
    for read in readers.all():
        read(*people)
