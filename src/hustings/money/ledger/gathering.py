"""Entries of many deeds, written together: the books are locked once, when all else is done.

    with gathered():
        for deed in deeds:
            deed()  # posts as ever

Within it what ``actions.post`` gives back is not written yet. The end raises NotPosted if one can't be.
"""

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql.batches import Batch
from hustings.money.ledger.models import Books
from hustings.money.ledger.postings import Posting


class Gathering(Batch):
    """Postings that wait, in their order."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Books, Posting, User | None]] = []

    def write(self) -> None:
        from hustings.money.ledger import actions  # which posts into the gathering that is open

        by_writer: dict[tuple[int, int], list[tuple[Books, Posting, User | None]]] = {}
        for row in self.waiting:
            by_writer.setdefault((row[0].pk, row[2].pk if row[2] else 0), []).append(row)
        for key in sorted(by_writer):  # books locked in one order
            rows = by_writer[key]
            actions.post_many(books=rows[0][0], postings=[row[1] for row in rows], by=rows[0][2])


gathered, current = Gathering.together, Gathering.current
