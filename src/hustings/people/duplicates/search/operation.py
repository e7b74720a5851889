"""The search as an operation: pass after pass, in slices, grouped by key, each group judged.

At most ``AT_ONCE`` keys of 36 bytes are held. ``Operation.last`` (pass, part, key) lets a killed run go on
behind the last group.
"""

import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people.changes.operations.kinds import Kind, Progress, Step
from hustings.people.duplicates.merging.pairs import ONCE_ONE
from hustings.people.duplicates.models import Duplicate
from hustings.people.duplicates.search import scores, sheets
from hustings.people.duplicates.search.frequencies import Frequencies
from hustings.people.duplicates.search.passes import PASSES
from hustings.people.duplicates.search.sheets import Sheet
from hustings.people.persons import pending_addresses
from hustings.people.persons.models import Operation, Person

KIND = "duplicates"
SLICE = 20_000  # rows read in one step
AT_ONCE = 2_000_000  # keys held in memory
PEOPLE = 2_000  # judged in one step
_PK = 40  # bits
_AHEAD = 34
_KEYS_A_ROW = 2
CLEARED = 5_000  # rows taken away in one step
Pair = tuple[int, int]


def parts(n: int) -> int:
    """Into how many parts a pass over ``n`` rows is cut."""
    return 1 + n * _KEYS_A_ROW // AT_ONCE


@dataclass(slots=True)
class _Part:
    """A part of a pass on its way: its keys with the people that have them, read, then judged."""

    number: int  # of all parts of all passes
    of: int
    after: int = 0
    entries: list[int] = field(default_factory=list)  # hash of the key, then the person
    is_read: bool = False
    at: int = 0

    def read_on(self) -> None:
        """The next slice of the table; sorted once all is there."""
        one = PASSES[self.number // self.of]
        rows = one.rows(self.after, SLICE)
        mine = self.number % self.of
        for row in rows:
            for key in one.keys(row):
                hashed = zlib.crc32(key.encode())
                if hashed % self.of == mine:
                    self.entries.append(hashed << _PK | row[1])
        if rows:
            self.after = rows[-1][0]
        else:
            self.entries.sort()
            self.is_read = True

    def groups(self) -> Iterator[list[int]]:
        """The people of each key that several have, from ``at`` on; moves ``at`` along."""
        entries, n = self.entries, len(self.entries)
        while self.at < n:
            start, key = self.at, entries[self.at] >> _PK
            end = start + 1
            while end < n and entries[end] >> _PK == key:
                end += 1
            self.at = end
            if 1 < end - start <= PASSES[self.number // self.of].most:
                people = sorted({entry & (1 << _PK) - 1 for entry in entries[start:end]})
                if len(people) > 1:
                    yield people

    @property
    def place(self) -> int:
        """For ``Operation.last``: behind the last group that was given out."""
        behind = (self.entries[self.at - 1] >> _PK) + 1 if self.at else 0
        return (self.number << _AHEAD) + behind + 1

    def go_to(self, last: int) -> None:
        if last >> _AHEAD == self.number:
            behind = (last & (1 << _AHEAD) - 1) - 1
            self.at = bisect_right(self.entries, (max(behind, 0) << _PK) - 1)


class _Search:
    """What one run keeps in memory."""

    def __init__(self, operation: Operation) -> None:
        self.of = int(operation.choices["parts"])
        self.n_parts = self.of * len(PASSES)
        self.known, self.is_counted = Frequencies(), False
        self.changed = _changed(operation)
        self.part = _Part(operation.last >> _AHEAD, self.of)

    def step(self, operation: Operation, size: int) -> Progress | None:
        """Read a slice or judge some groups, in the caller's transaction."""
        if not self.is_counted:
            self.is_counted = self.known.read_on(SLICE) == 0
            return self._told(operation, operation.last)
        if self.part.number >= self.n_parts:
            return self._finish(operation)
        if operation.last >> _AHEAD > self.part.number:  # a chunk was written that we forgot
            self.part = _Part(operation.last >> _AHEAD, self.of)
        if not self.part.is_read:
            self.part.read_on()
            if self.part.is_read:
                self.part.go_to(operation.last)
            return self._told(operation, operation.last)
        self.part.go_to(operation.last)  # a chunk that was rolled back is done again
        self._judge(list(self._ahead()))
        if self.part.at >= len(self.part.entries):
            self.part = _Part(self.part.number + 1, self.of)
            return self._told(operation, self.part.number << _AHEAD)
        return self._told(operation, self.part.place)

    def _ahead(self) -> Iterator[list[int]]:
        n = 0
        for people in self.part.groups():
            if self.changed is not None and self.changed.isdisjoint(people):
                continue
            yield people
            n += len(people)
            if n >= PEOPLE:
                return

    def _told(self, operation: Operation, last: int) -> Progress:
        part, within = self.part, 0.0
        if part.is_read and part.entries:
            within = 0.5 + part.at / len(part.entries) / 2
        behind = int(operation.n_people * (part.number + within) / self.n_parts)
        return Progress(last, max(0, behind - operation.n_done), {})

    def _judge(self, groups: list[list[int]]) -> None:
        people = sheets.read({pk for group in groups for pk in group})
        pairs = {pair for group in groups for pair in self._pairs(group, people)}
        sheets.with_contacts({pk: people[pk] for pair in pairs for pk in pair}.values())
        now, found = timezone.now(), []
        for first, second in sorted(pairs):
            judged = scores.judge(people[first], people[second], self.known)
            if judged:
                found.append(Duplicate(
                    first_id=first, second_id=second, certainty=judged.certainty, score=judged.score,
                    reasons=judged.reasons, found_at=now,
                ))  # fmt: skip
        Duplicate.objects.bulk_create(
            found,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["first", "second"],
            update_fields=["certainty", "score", "reasons", "found_at"],
        )

    def _pairs(self, group: list[int], people: dict[int, Sheet]) -> Iterator[Pair]:
        for first, second in combinations(group, 2):  # sorted: the older one comes first
            if self.changed is not None and first not in self.changed and second not in self.changed:
                continue
            if first in people and second in people and scores.plausible(people[first], people[second]):
                yield first, second

    def _finish(self, operation: Operation) -> Progress | None:
        """Take away, some at a time, what no longer looks so; then say how many there are of each."""
        if "sure" in operation.counts:
            return None
        stale = Duplicate.objects.open().filter(found_at__lt=operation.created_at)
        handed_over = (
            pending_addresses.lines().filter(kind=pending_addresses.WAITS).order_by().values("person")
        )
        stale = stale.exclude(first__in=handed_over).exclude(second__in=handed_over)
        stale = stale.exclude(reasons=ONCE_ONE)  # that somebody made one, and no likeness
        if self.changed is not None:
            since = _since(operation)
            stale = stale.filter(Q(first__updated_at__gte=since) | Q(second__updated_at__gte=since))
        gone = list(stale.order_by().values_list("pk", flat=True)[:CLEARED])
        if gone:
            Duplicate.objects.filter(pk__in=gone).delete()
            return Progress(operation.last, 0, {})
        counts = {
            str(certainty): Duplicate.objects.open().filter(certainty=certainty).count()
            for certainty in Duplicate.Certainty
        }
        return Progress(operation.last, max(0, operation.n_people - operation.n_done), counts)


def _since(operation: Operation) -> object:
    return parse_datetime(operation.choices["since"])


def _changed(operation: Operation) -> set[int] | None:
    """Who was changed since the last search; None: all are looked at."""
    if not operation.choices.get("since"):
        return None
    rows = Person.objects.filter(updated_at__gte=_since(operation)).order_by()
    return set(rows.values_list("pk", flat=True))


def begin(operation: Operation) -> Step:
    """For ``Kind.begin``."""
    return _Search(operation).step


def _says(operation: Operation) -> str:
    if operation.choices.get("since"):
        return _("Find duplicates among new and changed people")
    return _("Find duplicates among everyone")


KINDS: tuple[Kind, ...] = (
    Kind(
        KIND,
        gettext_lazy("Find duplicates"),
        _says,
        begin,
        None,
        is_everywhere=True,
        outcomes={
            "sure": gettext_lazy("sure pairs"),
            "likely": gettext_lazy("likely pairs"),
            "possible": gettext_lazy("possible pairs"),
        },
    ),
)
