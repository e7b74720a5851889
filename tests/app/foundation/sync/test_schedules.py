"""Six phones, cut off from each other at random, send twice and in part: nothing is lost, nothing doubled."""

import random
import uuid
from datetime import UTC, datetime

import pytest

from hustings.foundation.sync import causal, log
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.models import LoggedEntry, Stream
from tests.cast.foundation.sync import tally

PHONES, STEPS, KEYS = 6, 120, ["a", "b", "c"]
NOON = datetime(2027, 4, 11, 12, tzinfo=UTC)


class Phone:
    """As the scripts do it: an outbox, a cursor, and all that it holds."""

    def __init__(self, stream: Stream, number: int) -> None:
        self.handset = tally.handset(stream, f"Phone {number}")
        self.stream, self.replica = stream, uuid.UUID(int=1 + number)
        self.n, self.cursor = 0, 0
        self.held: dict[uuid.UUID, Entry] = {}
        self.waiting: list[Entry] = []

    def note(self, key: str) -> Entry:
        self.n += 1
        seen = causal.known(entry for entry in self.held.values() if entry.key == key)
        body = {"n": 1, "word": f"{self.replica.int}.{self.n}"}
        made = Entry(
            uuid.uuid5(self.replica, str(self.n)), self.replica, self.n, seen, key, "add", body, NOON
        )
        self.held[made.id] = made
        self.waiting.append(made)
        return made

    def exchange(self, dice: random.Random) -> None:
        batch = self.waiting[: dice.randrange(1, 9)]
        receipt = log.append(self.handset, dice.sample(batch, len(batch)))
        if dice.random() < 0.3:  # killed between the answer and its outbox
            return
        self.waiting = [entry for entry in self.waiting if entry.id not in receipt.positions]
        found, _more = log.since(self.stream, self.cursor, dice.randrange(1, 30))
        for row in found:
            self.held.setdefault(row.pk, as_entry(row))
        self.cursor = found[-1].pos if found else self.cursor


def as_entry(row: LoggedEntry) -> Entry:
    return Entry(row.pk, row.replica, row.n, row.seen, row.key, row.verb, row.body, row.happened_at)


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_lost_or_doubled_and_every_order_comes_to_the_same(stream, seed):
    dice = random.Random(seed)
    phones = [Phone(stream, number) for number in range(PHONES)]
    noted = []
    for _step in range(STEPS):
        phone = dice.choice(phones)
        if dice.random() < 0.6:
            noted.append(phone.note(dice.choice(KEYS)))
        else:
            phone.exchange(dice)
    while any(phone.waiting or phone.cursor < len(noted) for phone in phones):
        dice.choice(phones).exchange(dice)
    rows = list(LoggedEntry.objects.order_by("pos"))
    assert sorted(row.pk for row in rows) == sorted(entry.id for entry in noted)
    assert {row.pk: row.seen for row in rows} == {entry.id: entry.seen for entry in noted}  # nothing was cut
    assert all(phone.held.keys() == {entry.id for entry in noted} for phone in phones)
    state = {key: tally.state(stream, key) for key in KEYS}
    assert sum(n for n, _heads in state.values()) == len(noted)
    order = [as_entry(row) for row in rows]
    dice.shuffle(order)
    for key in KEYS:
        heads = sorted(
            entry.body["word"] for entry in causal.heads([each for each in order if each.key == key])
        )
        assert heads == state[key][1]
