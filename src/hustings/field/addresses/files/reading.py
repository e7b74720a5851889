"""Reading of a file: each line once, into blocks by part; and how its buildings compare with those there."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import IO, Any, cast

from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings.field.addresses.files import blocks, communes, gathering, layouts, lines, station_keys
from hustings.field.addresses.files.lines import Aside, Line
from hustings.field.addresses.models import AddressBlock, AddressFile, RefusedLine
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.source import csv_records, csv_shape
from hustings.foundation.file_imports.source.csv_records import Record, Shape
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.table import heading

STORAGE = "private"
MOST_REFUSED = 10_000  # lines that are kept; a file with more of them is another kind of file
_TOLD = 5_000  # lines
Told = Callable[[int], object]


def look(file: IO[bytes]) -> AddressFile:
    """A file as its first lines show it, not saved yet; Unreadable where it is none of addresses."""
    shape = csv_shape.guess(file, lambda text: heading(text) in layouts.KNOWN)
    first = next(islice(csv_records.records(file, shape), shape.n_above, None), None)
    columns = [" ".join(name.split())[:200] for name in first.cells] if first else []
    if len(columns) > csv_records.MAX_COLUMNS:
        raise Unreadable(_("The first line must contain the column names."))
    layout = layouts.found(columns)
    told = {name: getattr(shape, name) for name in ("encoding", "delimiter", "quote", "n_above")}
    return AddressFile(
        source=layout.source,
        shape=told,
        columns=columns,
        places=layout.places,
        n_lines=max(0, shape.n_lines - 1),
    )


class _Tally:
    """Lines that can't be taken and lines set aside, by reason."""

    def __init__(self, file: AddressFile) -> None:
        self.file = file
        self.kept: list[RefusedLine] = []
        self.refused, self.aside = Counter[str](), Counter[str]()
        self.first: dict[str, int] = {}

    def refuse(self, record: Record, reason: str, said: dict[str, str]) -> None:
        self.refused[reason] += 1
        self.first.setdefault(reason, record.line)
        if len(self.kept) == MOST_REFUSED:
            first = self.kept[0]
            words = _(
                "More than %(n)s lines have errors, the first on line %(line)s: %(why)s "
                "Check that it is the right file."
            )
            raise Unreadable(words % {"n": MOST_REFUSED, "line": first.number, "why": first.problem})
        line = RefusedLine(file=self.file, number=record.line, cells=record.cells, reason=reason[:400])
        line.said = said
        self.kept.append(line)

    def set_aside(self, record: Record, reason: str) -> None:
        self.aside[reason] += 1
        self.first.setdefault(reason, record.line)

    def counts(self) -> dict[str, Any]:
        def told(found: Counter[str]) -> list[Any]:
            return [[reason, n, self.first[reason]] for reason, n in found.most_common()]

        return {
            "refused": self.refused.total(), "reasons": told(self.refused), "aside": self.aside.total(),
            "asides": told(self.aside),
        }  # fmt: skip


class _Parts:
    """Lines on their way into blocks, on a file of this machine until all of them are read."""

    def __init__(self, n: int, kept: IO[bytes]) -> None:
        self.n, self.kept = n, kept
        self.waiting: list[list[Line]] = [[] for _part in range(n)]
        self.towns, self.stations = dict[str, str](), set[str]()
        self.places: list[list[tuple[int, int]]] = [[] for _part in range(n)]

    def add(self, line: Line) -> None:
        part = blocks.part_of(line, self.n)
        waiting = self.waiting[part]
        waiting.append(line)
        if line.station:
            self.stations.add(line.station)
        if not self.towns.get(line.municipality):
            self.towns[line.municipality] = line.city
        if len(waiting) == blocks.SIZE:
            self._keep(part)

    def end(self) -> None:
        for part, waiting in enumerate(self.waiting):
            if waiting:
                self._keep(part)

    def _keep(self, part: int) -> None:
        at = self.kept.tell()
        self.places[part].append((at, self.kept.write(blocks.packed(self.waiting[part]))))
        self.waiting[part] = []

    def blocks(self, part: int) -> Iterator[bytes]:
        for at, size in self.places[part]:
            self.kept.seek(at)
            yield self.kept.read(size)

    def lines(self, part: int) -> Iterator[Line]:
        for block in self.blocks(part):
            yield from blocks.unpacked(block)


def read(file: AddressFile, told: Told) -> None:
    """Read and check a file. Killed, it begins anew; beside another worker the first to end wins."""
    communes.forget()
    tally, n = _Tally(file), 0
    layout = layouts.of(file.source, file.places)
    take = lines.reader(layout, communes.code)
    with tempfile.TemporaryFile() as kept, _records(file) as records:
        parts = _Parts(file.n_parts, kept)
        for n, record in enumerate(records, 1):
            try:
                if record.refused:
                    raise Wrong(record.refused)
                line = take(record.line, record.cells)
            except Wrong as wrong:
                tally.refuse(record, wrong.reason, wrong.said)
                continue
            except Aside as aside:
                tally.set_aside(record, str(aside))
                continue
            parts.add(line)
            if n % _TOLD == 0:
                _tell(file, n, told)
        parts.end()
        there = station_keys.known(parts.stations)
        counts = tally.counts() | {"new_stations": len(parts.stations) - len(there)}
        counts |= _compared(file, parts, there, is_summed=layout.is_summed)
        _keep(file, parts, tally, {"counts": counts, "n_lines": n})


def _tell(file: AddressFile, n: int, told: Told) -> None:
    told(n)
    AddressFile.objects.filter(pk=file.pk, state=AddressFile.State.READING).update(n_done=n)


def _compared(
    file: AddressFile, parts: _Parts, stations: Mapping[str, int], *, is_summed: bool
) -> dict[str, int]:
    """Counts of buildings: new, changed, the same."""
    found = Counter[str]()
    for part in range(parts.n):
        buildings = gathering.gathered(parts.lines(part), is_summed=is_summed)
        now = gathering.there(buildings)
        for key, line in buildings.items():
            if key not in now:
                found["new"] += 1
            elif gathering.changed(line, now[key], file.source, stations):
                found["changed"] += 1
            else:
                found["same"] += 1
    return dict(found)


@transaction.atomic
def _keep(file: AddressFile, parts: _Parts, tally: _Tally, values: dict[str, Any]) -> None:
    mine = AddressFile.objects.select_for_update(of=("self",)).filter(
        pk=file.pk, state=AddressFile.State.READING
    )
    if not mine.exists():  # another worker was quicker
        return
    RefusedLine.objects.bulk_create(tally.kept, batch_size=500)
    for part in range(parts.n):
        AddressBlock.objects.bulk_create(
            AddressBlock(file=file, kind=AddressBlock.Kind.LINES, part=part, packed=block)
            for block in parts.blocks(part)
        )
    mine.update(
        state=AddressFile.State.CHECKED, n_done=0, problem="", failed_at="", towns=parts.towns,
        stations=sorted(parts.stations), **values,
    )  # fmt: skip


@contextmanager
def _records(file: AddressFile) -> Iterator[Iterator[Record]]:
    """The lines below the names of the columns; Unreadable where the file is gone."""
    try:
        held: Any = storages[STORAGE].open(file.path, "rb")
    except (FileNotFoundError, ValueError) as gone:
        raise Unreadable(_("The uploaded file no longer exists. Upload it again.")) from gone
    with held:
        shape = Shape(**file.shape)
        yield csv_records.rows(cast(IO[bytes], held.file), shape, len(file.columns))


STOPPED = gettext_noop("It stopped because of an error: %(fault)s. You can resume it.")
