"""Undoing of a file: what still stands as its lines left it becomes what it was; the rest is named."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, models, transaction

from hustings.foundation.file_imports.models import FileImport, ImportLine
from hustings.foundation.file_imports.targets import Target
from hustings.foundation.lib.sql import write_turns

State = ImportLine.State
_BATCH = 500  # lines of one statement
Pair = tuple[ImportLine, Any]  # a line and its row


class Over(Exception):
    """Another worker, or somebody in HQ, has the file now."""


class _NotAll(Exception):
    """Some rows can't be put back together."""


def locked(imported: FileImport, state: str) -> FileImport:
    """The file as it is now, for this transaction alone; Over where somebody else has it."""
    current = FileImport.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if current.state != state:
        raise Over
    return current


def locked_rows(target: Target[Any], keys: Iterable[int]) -> Mapping[int, Any]:
    """Rows as they are now, and nobody else's until the end of the transaction."""
    found: Mapping[int, Any] = target.rows().select_for_update(of=("self",)).in_bulk(list(keys))
    return found


@write_turns.sharing()
@transaction.atomic
def step(imported: FileImport, target: Target[Any]) -> int:
    """Take some lines back, made rows first, newest first; how many were dealt with."""
    current = locked(imported, FileImport.State.UNDOING)
    n = _take_away(imported, target) or _put_some_back(imported, target)
    n_left = n or _finish_some(imported, target)
    if n_left:
        target.renew()
        open_ = imported.lines.filter(state__in=[State.WRITTEN, State.PARTLY])
        left = min(current.n_done, open_.count())
        FileImport.objects.filter(pk=current.pk).update(n_done=left)
    return n_left


def _pairs(target: Target[Any], lines: Sequence[ImportLine]) -> list[Pair]:
    """Lines whose rows are there; the others are gone."""
    rows = locked_rows(target, [line.record for line in lines if line.record])
    for line in lines:
        if line.record not in rows:
            line.state = State.GONE
    return [(line, rows[line.record]) for line in lines if line.record and line.record in rows]


def _note(lines: Sequence[ImportLine], pairs: Sequence[Pair]) -> None:
    for line, row in pairs:
        if line.state == State.KEPT:
            line.title = str(row)[:300]
    for state in {line.state for line in lines}:
        keys = [line.pk for line in lines if line.state == state]
        ImportLine.objects.filter(pk__in=keys).update(state=state)
    ImportLine.objects.bulk_update([line for line in lines if line.state == State.KEPT], ["title"], _BATCH)


def _take_away(imported: FileImport, target: Target[Any]) -> int:
    made = imported.lines.written().filter(outcome=ImportLine.Outcome.NEW)
    lines = list(made.order_by("-number")[: target.removed_at_once])
    pairs = _pairs(target, lines)
    used = target.used([row for _line, row in pairs]) if pairs else ()
    for line, row in pairs:
        is_free = row.pk not in used and _is_as_made(imported, target, line, row)
        line.state = State.BACK if is_free else State.KEPT
    _note(lines, pairs)
    target.remove([row.pk for line, row in pairs if line.state == State.BACK])
    return len(lines)


def _is_as_made(imported: FileImport, target: Target[Any], line: ImportLine, row: models.Model) -> bool:
    """Whether a row still is as its line made it; a field that somebody filled since counts too."""
    made = target.make(imported)
    target.fill(made, line.after)
    names = [each.attname for each in row._meta.concrete_fields if each.name not in target.unwritten]
    return all(getattr(row, name) == getattr(made, name) for name in names)


def _put_some_back(imported: FileImport, target: Target[Any]) -> int:
    changed = imported.lines.written().order_by("-number")
    lines = list(changed[: target.chunk])
    pairs = _pairs(target, lines)
    back = _put_all_back(target, pairs)
    for line, _row in pairs:
        if line.number not in back:
            line.state = State.KEPT
        else:
            line.state = State.PARTLY if target.has_sequel(line.after) else State.BACK
    _note(lines, pairs)
    return len(lines)


def _finish_some(imported: FileImport, target: Target[Any]) -> int:
    lines = list(imported.lines.filter(state=State.PARTLY)[: target.finished_at_once])
    if lines:
        target.finish(imported, [line.record for line in lines if line.record])
        imported.lines.filter(pk__in=[line.pk for line in lines]).update(state=State.BACK)
    return len(lines)


def _put_all_back(target: Target[Any], pairs: Sequence[Pair]) -> Collection[int]:
    """Numbers of the lines that could be put back: all together, since two may have changed places."""
    try:
        with transaction.atomic():
            target.make_room([row for _line, row in pairs], [line.after for line, _row in pairs])
            if all([_put_back(target, line, row) for line, row in pairs]):
                return {line.number for line, _row in pairs}
            raise _NotAll
    except _NotAll:
        rows = target.rows().in_bulk([row.pk for _line, row in pairs])
        return {line.number for line, row in pairs if _put_back(target, line, rows[row.pk])}


def _put_back(target: Target[Any], line: ImportLine, row: models.Model) -> bool:
    """Give fields that still hold what the line said the values from before; whether all could be."""
    now = target.values(row, line.after)
    still = {name: value for name, value in line.before.items() if now[name] == line.after[name]}
    mine = target.sound(row, still)
    if mine:
        target.fill(row, mine)
        target.touch(row, mine)
        try:
            with transaction.atomic():
                row.save()
                target.written([], [(row, now, mine)])
        except IntegrityError:
            return False
    return len(mine) == len(line.before)
