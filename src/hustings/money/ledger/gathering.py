"""Entries of many deeds, written together: the books are locked once, when all else is done.

    with gathered() as waiting:
        for deed in deeds:
            with waiting.apart():  # a deed that fails leaves nothing
                deed()  # posts as ever

Within it what ``actions.post`` gives back is not written yet. The end raises NotPosted if one can't be.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from hustings.foundation.accounts.models import User
from hustings.money.ledger.models import Books
from hustings.money.ledger.postings import Posting

_current: ContextVar["Gathering | None"] = ContextVar("gathering", default=None)


class Gathering:
    """Postings that wait, in their order."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Books, Posting, User | None]] = []

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Forget what a failed deed posted."""
        before = len(self.waiting)
        try:
            yield
        except BaseException:
            del self.waiting[before:]
            raise


def current() -> Gathering | None:
    """The one that is open, if any."""
    return _current.get()


@contextmanager
def gathered() -> Iterator[Gathering]:
    """Gather until the end, then write; inside a transaction, for all of it or nothing."""
    from hustings.money.ledger import actions  # which posts into the gathering that is open

    made = Gathering()
    token = _current.set(made)
    try:
        yield made
    finally:
        _current.reset(token)
    by_writer: dict[tuple[int, int | None], list[tuple[Books, Posting, User | None]]] = {}
    for row in made.waiting:
        by_writer.setdefault((row[0].pk, row[2].pk if row[2] else None), []).append(row)
    for key in sorted(by_writer, key=lambda key: (key[0], key[1] or 0)):  # books locked in one order
        rows = by_writer[key]
        actions.post_many(books=rows[0][0], postings=[row[1] for row in rows], by=rows[0][2])
