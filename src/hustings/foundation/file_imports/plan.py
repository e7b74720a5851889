"""Changes that a file would make: the same for the dry run and for the run."""

from collections.abc import Sequence
from typing import Any

from hustings.foundation.file_imports import targets
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.models import FileImport, ImportLine
from hustings.foundation.file_imports.table import texts
from hustings.foundation.file_imports.targets import Planned

Outcome = ImportLine.Outcome
FIELDS = ["outcome", "reason", "said", "title", "place", "record", "before", "after"]


def compare(imported: FileImport, lines: Sequence[ImportLine]) -> list[Planned[Any]]:
    """Say of each line what it would do, and give those that could be read; written ones stay as they are."""
    target = targets.of(imported)
    planned = _read(imported, lines)
    found = target.find(imported, {each.key: each.values for each in planned})
    names = target.places(each.values for each in planned)
    for each in planned:
        each.row = found.get(each.key)
        if each.line.state == ImportLine.State.OPEN:
            each.line.title = target.describe(each.values)[:300]
            each.line.place = names.get(each.values.get(target.zone_field), "")[:200]
            hold(each)
    target.settle(imported, [each for each in planned if each.line.state == ImportLine.State.OPEN])
    return planned


def _read(imported: FileImport, lines: Sequence[ImportLine]) -> list[Planned[Any]]:
    target = targets.of(imported)
    said = [texts(line.cells, imported.places) for line in lines]
    read, first, planned = target.reader(imported, said), dict[Any, int](), list[Planned[Any]]()
    for line, cells in zip(lines, said, strict=True):
        if line.is_broken:
            continue
        if line.state == ImportLine.State.OPEN:
            line.outcome, line.record, line.before, line.after = Outcome.SAME, None, {}, {}
            line.reason, line.said = "", {}
        try:
            values = read(cells)
            key = target.key(values)
            if key in first:
                raise Wrong(target.same_twice, line=first[key])
        except Wrong as wrong:
            if line.state == ImportLine.State.OPEN:
                refuse(line, wrong)
            continue
        first[key] = line.number
        planned.append(Planned(line, values, key))
    return planned


def hold(each: Planned[Any]) -> None:
    """Hold a line against its row as it is."""
    line = each.line
    if each.row is None:
        line.outcome, line.record, line.before, line.after = Outcome.NEW, None, {}, each.values
        return
    line.record = each.row.pk
    line.before, line.after = targets.of(line.file).compare(each.row, each.values)
    line.outcome = Outcome.CHANGED if line.after else Outcome.SAME


def refuse(line: ImportLine, wrong: Wrong) -> None:
    """Name what is wrong with a line."""
    line.outcome, line.reason, line.said = Outcome.REFUSED, wrong.reason[:400], wrong.said
    line.record, line.before, line.after = None, {}, {}
