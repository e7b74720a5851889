"""The run of a file, forth or back, in chunks. Each start compares anew, so a killed run goes on."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop, override

from hustings.foundation.file_imports import plan, targets, undo
from hustings.foundation.file_imports.models import FileImport, ImportLine
from hustings.foundation.file_imports.targets import Planned, Target, Told
from hustings.foundation.jobs import ReleaseTask
from hustings.foundation.lib.text import said

log = logging.getLogger(__name__)
T = TypeVar("T")
State = FileImport.State
Outcome = ImportLine.Outcome
_TO_WRITE = {Outcome.NEW, Outcome.CHANGED}
_ATTEMPTS = 3
_BATCH = 500  # lines of one statement


def run(import_id: int, told: Told | None = None) -> None:
    """Do what is left of one file, or of its undoing. ``told`` hears after each chunk."""
    FileImport.objects.filter(pk=import_id, state=State.WAITING).update(state=State.RUNNING)
    found = FileImport.objects.select_related("user", "undone_by")
    imported = found.filter(pk=import_id, state__in=[State.RUNNING, State.UNDOING]).first()
    if imported is None:
        return
    try:
        with override(imported.user.language if imported.user else None):
            (_take_back if imported.state == State.UNDOING else _write)(imported, told)
    except undo.Over:
        return
    except (ReleaseTask, OperationalError):
        raise  # to be run again
    except Exception as fault:
        log.exception("%s file=%s", imported.target, import_id)
        words = gettext_noop("It stopped because of an error: %(fault)s. You can resume it.")
        running = FileImport.objects.filter(pk=import_id, state=imported.state)
        stopped = said.say(words, fault=type(fault).__name__)
        running.update(state=State.FAILED, problem=said.dumped(stopped))


def keep(imported: FileImport, lines: Sequence[ImportLine], changed: Sequence[ImportLine]) -> None:
    """Keep what a comparison found."""
    ImportLine.objects.bulk_update(changed, plan.FIELDS, _BATCH)
    imported.counts = dict(Counter(line.outcome for line in lines))
    FileImport.objects.filter(pk=imported.pk).update(counts=imported.counts)


def compare(imported: FileImport) -> list[Planned[Any]]:
    """Hold all lines against what is there, and keep what that shows."""
    lines = list(imported.lines.all())
    for line in lines:
        line.file = imported
    before = [_told(line) for line in lines]
    planned = plan.compare(imported, lines)
    keep(imported, lines, [line for line, was in zip(lines, before, strict=True) if _told(line) != was])
    return planned


def _told(line: ImportLine) -> list[Any]:
    return [getattr(line, name) for name in plan.FIELDS]


def _write(imported: FileImport, told: Told | None) -> None:
    target = targets.of(imported)

    def write() -> list[Planned[Any]]:
        planned = compare(imported)
        todo = [each for each in planned if each.line.outcome in _TO_WRITE and not each.line.state]
        for piece in target.chunks(todo):
            _write_chunk(imported, target, piece)
            if told:
                told(len(piece))
        return planned

    planned = _in_spite_of_others(write)
    written = imported.lines.written().values_list("record", flat=True)
    named = {each.row.pk for each in planned if each.row is not None}
    target.end(imported, sorted({*named, *(pk for pk in written if pk)}), told)
    _done(imported, State.RUNNING, State.DONE)


def _in_spite_of_others(work: Callable[[], T]) -> T:
    """Do it, and again where somebody wrote the same meanwhile; what keeps failing is a fault."""
    n_failed = 0
    while True:
        try:
            return work()
        except IntegrityError:
            n_failed += 1
            if n_failed == _ATTEMPTS:
                raise


@transaction.atomic
def _write_chunk(imported: FileImport, target: Target[Any], piece: Sequence[Planned[Any]]) -> None:
    current = undo.locked(imported, State.RUNNING)
    there = undo.locked_rows(target, [each.row.pk for each in piece if each.row is not None])
    other = [
        each.line
        for each in piece
        if each.row is not None and _hold_again(target, each, there.get(each.row.pk))
    ]
    new = [each for each in piece if each.row is None]
    changed = [each for each in piece if each.row is not None and each.line.after]
    target.make_room([each.row for each in changed], [each.line.after for each in changed])
    rows = target.add([_made(imported, target, each) for each in new])
    for each, made in zip(new, rows, strict=True):
        each.row, each.line.record = made, made.pk
    _change(target, changed)
    target.written(
        [each.row for each in new], [(each.row, each.line.before, each.line.after) for each in changed]
    )
    _note([each.line for each in (*new, *changed)])
    ImportLine.objects.bulk_update(other, ["outcome", "before", "after"], _BATCH)
    FileImport.objects.filter(pk=imported.pk).update(n_done=current.n_done + len(piece))
    target.renew()


def _note(written: Sequence[ImportLine]) -> None:
    """Keep that these lines are written, and their rows: a prepared statement is faster than bulk_update."""
    table = connection.ops.quote_name(ImportLine._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET state = %s, record = %s WHERE id = %s",  # noqa: S608 - our own table
            [(ImportLine.State.WRITTEN.value, line.record, line.pk) for line in written],
        )


def _hold_again(target: Target[Any], each: Planned[Any], row: models.Model | None) -> bool:
    """Compare a line with its row as it is by now, and say whether that differs from the plan.

    Only what the file was going to change is written.
    """
    names, each.row, planned = set(each.line.after), row, (each.line.before, each.line.after)
    if row is None:  # gone, so made anew
        plan.hold(each)
        return True
    said = {name: value for name, value in each.values.items() if name in names}
    each.line.before, each.line.after = target.compare(row, said)
    if not each.line.after:  # somebody has made it what the file says
        each.line.outcome = Outcome.SAME
    return (each.line.before, each.line.after) != planned


def _made(imported: FileImport, target: Target[Any], each: Planned[Any]) -> models.Model:
    made: models.Model = target.make(imported)
    target.fill(made, each.values)
    return made


def _change(target: Target[Any], changed: Sequence[Planned[Any]]) -> None:
    names = {*target.follows}
    for each in changed:
        target.fill(each.row, each.line.after)
        target.touch(each.row, each.line.after)
        names |= each.line.after.keys()
    if changed:
        target.model._default_manager.bulk_update([each.row for each in changed], sorted(names), 200)


def _take_back(imported: FileImport, told: Told | None) -> None:
    target = targets.of(imported)
    while n := undo.step(imported, target):
        if told:
            told(n)
    _done(imported, State.UNDOING, State.UNDONE)


def _done(imported: FileImport, state: str, end: str) -> None:
    """Say that the run in ``state`` came to its end."""
    rows = FileImport.objects.filter(pk=imported.pk, state=state)
    rows.update(state=end, finished_at=timezone.now(), problem="")
    log.info("%s %s file=%s", imported.target, end, imported.pk)
