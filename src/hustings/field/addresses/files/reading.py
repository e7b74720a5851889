"""Reading of a file: each line once, into blocks by part; and how its buildings compare with those there."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO

from django.db import transaction

from hustings.field.addresses.files import blocks, communes, gathering, layouts, lines, station_keys
from hustings.field.addresses.files.lines import Line
from hustings.field.addresses.models import AddressBlock, AddressFile
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.uploads import run, sheets
from hustings.foundation.file_imports.uploads.kinds import Told
from hustings.foundation.file_imports.uploads.tally import Aside, Tally, checked

_TOLD = 5_000  # lines


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
    tally, n = Tally(file), 0
    layout = layouts.of(file.source, file.places)
    take = lines.reader(layout, communes.code, communes.middle)
    with tempfile.TemporaryFile() as kept, sheets.records(file.path, file.shape, len(file.columns)) as found:
        parts = _Parts(blocks.n_parts(file.n_lines), kept)
        for n, record in enumerate(found, 1):
            try:
                if record.refused:
                    raise Wrong(record.refused)
                line = take(record.line, record.cells)
            except Wrong as wrong:
                tally.refuse(record, wrong)
                continue
            except Aside as aside:
                tally.set_aside(record, aside)
                continue
            parts.add(line)
            if n % _TOLD == 0:
                run.told_lines(file, n, told)
        parts.end()
        there = station_keys.known(parts.stations)
        counts = {"new_stations": len(parts.stations) - len(there)}
        counts |= _compared(file, parts, there, is_summed=layout.is_summed)
        _keep(file, parts, tally, counts, n)


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
def _keep(file: AddressFile, parts: _Parts, tally: Tally, counts: dict[str, int], n: int) -> None:
    more = {"n_lines": n, "n_parts": parts.n, "towns": parts.towns, "stations": sorted(parts.stations)}
    if checked(file, tally, counts, **more):
        for part in range(parts.n):
            AddressBlock.objects.bulk_create(
                AddressBlock(file=file, kind=AddressBlock.Kind.LINES, part=part, packed=block)
                for block in parts.blocks(part)
            )
