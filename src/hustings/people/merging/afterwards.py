"""What apps derive from a person's rows is read anew once a merge, or a parting, has moved them."""

from collections.abc import Callable

from hustings.people.merging import stands, topics

ReadAnew = Callable[..., None]
_readers: list[ReadAnew] = [stands.read_anew, topics.read_anew]


def register(read: ReadAnew) -> None:
    """``read(*people)`` derives it from the rows that these people (keys) have now."""
    _readers.append(read)


def read_anew(*people: int) -> None:
    """All that is derived, in the caller's transaction."""
    for read in _readers:
        read(*people)
