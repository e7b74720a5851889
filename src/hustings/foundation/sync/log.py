"""The log: appending what phones bring, once and in one order, and reading it behind a cursor."""

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import sql_parts, write_turns
from hustings.foundation.sync import kinds
from hustings.foundation.sync.entries import Entry, is_same
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream

log = logging.getLogger(__name__)
PAGE = 500  # entries that one answer brings
CLOSED = "closed"  # the problem of what was noted after the stream was closed


@dataclass(slots=True)
class Receipt:
    """Fate of each entry of a batch."""

    positions: dict[UUID, int] = field(default_factory=dict)
    held: list[UUID] = field(default_factory=list)  # stored, and not counted until someone admits them
    changed: list[UUID] = field(default_factory=list)  # known already with other contents: the first stay
    problems: dict[UUID, str] = field(default_factory=dict)
    n_new: int = 0

    def note(self, row: LoggedEntry) -> None:
        """Say where a row stands."""
        if row.pos is None:
            self.held.append(row.pk)
        else:
            self.positions[row.pk] = row.pos
        if row.problem:
            self.problems[row.pk] = row.problem


def append(
    handset: Handset, entries: Sequence[Entry], *, clock_offset: int = 0, vouched_by: User | None = None
) -> Receipt:
    """Write what is new and have the app settle its keys: all or nothing, and twice is once.

    Entries of a phone that is revoked or has expired are held back unless a user vouches for them.
    """
    receipt = Receipt()
    with write_turns.turn(), transaction.atomic():
        stream = _locked(handset.stream_id)
        handset = Handset.objects.get(pk=handset.pk)  # as it is now that nobody else writes
        rows = [
            LoggedEntry(
                id=entry.id, stream=stream, handset=handset, replica=entry.replica, n=entry.n,
                seen=entry.seen, key=entry.key, verb=entry.verb, body=entry.body,
                happened_at=entry.happened_at, clock_offset=clock_offset, vouched_by=vouched_by,
            )
            for entry in _fresh(stream, entries, receipt)
        ]  # fmt: skip
        if vouched_by or handset.state_at(timezone.now()) == Handset.State.LIVE:
            _place(stream, rows)
        LoggedEntry.objects.bulk_create(rows)
        _settle(stream, rows)
        for row in rows:
            receipt.note(row)
    receipt.n_new = len(rows)
    if rows:
        log.info("sync.append stream=%s handset=%s n=%s", stream.pk, handset.pk, len(rows))
    return receipt


def admit(handset: Handset, *, vouched_by: User) -> int:
    """Count what was held back of a phone, from now on, at the end of the log. How many entries."""
    with write_turns.turn(), transaction.atomic():
        stream = _locked(handset.stream_id)
        rows = list(LoggedEntry.objects.filter(handset=handset, pos=None).order_by("replica", "n"))
        for row in rows:
            row.vouched_by = vouched_by
        _place(stream, rows)
        LoggedEntry.objects.bulk_update(rows, ["pos", "problem", "seen", "vouched_by"], batch_size=200)
        _settle(stream, rows)
    if rows:
        log.info(
            "sync.admit stream=%s handset=%s n=%s user=%s", stream.pk, handset.pk, len(rows), vouched_by.pk
        )
    return len(rows)


def settle_again(stream: Stream, keys: Collection[str]) -> None:
    """Have the app derive what these keys came to anew: something beside the log has changed."""
    with write_turns.turn(), transaction.atomic():
        kinds.of(stream).settle(_locked(stream.pk), keys)


def since(stream: Stream, pos: int, limit: int = PAGE) -> tuple[list[LoggedEntry], bool]:
    """The log behind a cursor, and whether there is more."""
    found = list(LoggedEntry.objects.after(stream, pos)[: limit + 1])
    return found[:limit], len(found) > limit


def is_rewound(stream: Stream, pos: int, last_id: str) -> bool:
    """Whether a reader with this cursor, behind the entry of this id, knows a log that is no more.

    So it is after a backup was restored: positions are given a second time, to other entries.
    """
    if pos > stream.last_pos:
        return True
    found = LoggedEntry.objects.filter(stream=stream, pos=pos).values_list("pk", flat=True).first()
    return found is not None and str(found) != last_id


def hq_of(stream: Stream) -> Handset:
    """Handset of HQ itself, with the stream as it is now: its notes stand in the log that phones read."""
    with write_turns.turn(), transaction.atomic():
        now = _locked(stream.pk)
        found = now.handsets.filter(digest=Handset.NO_SECRET).first()
        return found or Handset.objects.create(
            stream=now, name="HQ", digest=Handset.NO_SECRET, ends_at=timezone.now()
        )


def known(stream: Stream, keys: Iterable[str]) -> dict[str, dict[str, int]]:
    """Highest count by key of each replica that stands in the log, so that a phone may have seen it."""
    found: dict[str, dict[str, int]] = {}
    for part in sql_parts.parts(keys):
        counted = (
            LoggedEntry.objects.filter(stream=stream, key__in=part, pos__isnull=False)
            .values_list("key", "replica")
            .annotate(last=Max("n"))
        )
        for key, replica, last in counted:
            found.setdefault(key, {})[str(replica)] = last
    return found


def _locked(pk: int) -> Stream:
    """The stream, with everyone else waiting: positions are given in the order of commits.

    So no cursor can pass a position that a slower transaction has yet to fill.
    """
    Stream.objects.filter(pk=pk).update(last_pos=F("last_pos"))
    return Stream.objects.get(pk=pk)


def _fresh(stream: Stream, entries: Sequence[Entry], receipt: Receipt) -> list[Entry]:
    """Those not yet there; the receipt says where the others stand."""
    there = LoggedEntry.objects.in_bulk([entry.id for entry in entries])
    for row in there.values():
        if row.stream_id == stream.pk:
            receipt.note(row)
    fresh: dict[UUID, Entry] = {}
    for entry in entries:
        if (found := there.get(entry.id)) is None:
            is_as_first = entry == fresh.setdefault(entry.id, entry)
        else:
            is_as_first = found.stream_id == stream.pk and is_same(entry, found)
        if not is_as_first:
            receipt.changed.append(entry.id)
    return list(fresh.values())


def _place(stream: Stream, rows: Sequence[LoggedEntry]) -> None:
    """Give positions, say what is wrong, and cut what a phone can't have seen."""
    kind, there = kinds.of(stream), known(stream, {row.key for row in rows})
    for row in rows:
        held, own = there.setdefault(row.key, {}), str(row.replica)
        row.seen = {
            replica: min(n, row.n - 1 if replica == own else held.get(replica, 0))
            for replica, n in row.seen.items()
        }
        row.seen = {replica: n for replica, n in row.seen.items() if n}
        held[own] = max(row.n, held.get(own, 0))
        stream.last_pos += 1
        row.pos = stream.last_pos
        row.problem = _problem(kind, stream, row)
    Stream.objects.filter(pk=stream.pk).update(last_pos=stream.last_pos)


def _problem(kind: kinds.Kind, stream: Stream, row: LoggedEntry) -> str:
    if stream.closed_at and row.at > stream.closed_at:
        return CLOSED
    entry = Entry(row.pk, row.replica, row.n, row.seen, row.key, row.verb, row.body, row.happened_at)
    return kind.check(stream, entry)


def _settle(stream: Stream, rows: Sequence[LoggedEntry]) -> None:
    keys = sorted({row.key for row in rows if row.pos is not None})
    if keys:
        kinds.of(stream).settle(stream, keys)
