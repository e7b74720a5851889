"""The run: chunk by chunk, each one transaction that also moves ``n_done``. Killed, it resumes there."""

import gc
import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.jobs import ReleaseTask
from hustings.foundation.lib.text import said
from hustings.people.imports import unwilling
from hustings.people.imports.columns import targets
from hustings.people.imports.columns.options import Options
from hustings.people.imports.match.directory import Written
from hustings.people.imports.match.person_state import Rules
from hustings.people.imports.match.plan import Land, Matcher, Planned, counted
from hustings.people.imports.models import Import
from hustings.people.imports.rows import kept, sheets
from hustings.people.imports.rows.row import Sheet
from hustings.people.imports.run import operation, outcomes, row_chunks
from hustings.people.imports.run.dry_run import CHUNK, OpenQuestion, Stopped, check, settle_dates
from hustings.people.imports.run.lanes import Lanes, Turn, Write
from hustings.people.imports.run.row_chunks import Chunk
from hustings.people.imports.run.writer import Writer
from hustings.people.imports.source import blocks
from hustings.people.imports.source.blocks import Told

log = logging.getLogger(__name__)
ATTEMPTS = 8
SQLITE_CHUNK = 250
State = Import.State
_STOPPED = gettext_noop(
    "The import stopped after %(n)d lines because of an error: %(fault)s. You can resume it."
)


class _Behind(Exception):
    """It was stopped, or another worker is ahead: what was written of the chunk is rolled back."""


@contextmanager
def _few_collections() -> Iterator[None]:
    """Rows leave no cycles behind; to look for some among all of Django's objects takes half the time."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def check_import(import_id: int, told: Told | None = None) -> None:
    """Check one import that waits for it; safe to start again at any time."""
    imported = Import.objects.filter(pk=import_id, state=State.CHECKING).select_related("user").first()
    if imported is None:
        return
    with translation.override(None), _few_collections():
        try:
            while not _check(imported, told):
                imported.refresh_from_db()
        except Stopped:
            log.info("import %s: the check was stopped", import_id)
        except OpenQuestion as question:
            _leave(imported, State.UPLOADED, said.of(question))
        except Unreadable as refusal:
            _leave(imported, State.FAILED, said.of(refusal))


def run_import(import_id: int, told: Told | None = None) -> None:
    """Write what is left of one import."""
    imported = Import.objects.filter(pk=import_id, state=State.RUNNING).select_related("user").first()
    if imported is None:
        return
    with translation.override(None), _few_collections():
        try:
            while not _run(imported, told):
                imported.refresh_from_db()
        except Unreadable as refusal:
            _leave(imported, State.FAILED, said.of(refusal))
        except (ReleaseTask, OperationalError):
            raise  # to be run again
        except Exception as fault:
            log.exception("import %s", import_id)
            n, words = Import.objects.get(pk=import_id).n_done, f"{type(fault).__name__}: {fault}"[:500]
            _leave(imported, State.PAUSED, said.say(_STOPPED, n=n, fault=words))


def _is_replaced(imported: Import, state: State) -> bool:
    """Whether there are other lines than those that we read: somebody in them was erased."""
    return Import.objects.filter(pk=imported.pk, state=state).exclude(edition=imported.edition).exists()


def _check(imported: Import, told: Told | None) -> bool:
    try:
        _check_file(imported, told)
    except Stopped:
        if not _is_replaced(imported, State.CHECKING):
            raise
        return False
    return not _is_replaced(imported, State.CHECKING)


def _check_file(imported: Import, told: Told | None) -> None:
    options = Options.read(imported.options)
    mine = Import.objects.filter(pk=imported.pk, state=State.CHECKING, edition=imported.edition)
    told = told or (lambda n: None)

    def parsed(n: int) -> None:
        told(0)
        if not mine.exists():
            raise Stopped

    blocks.parse(imported, parsed)
    try:
        settle_dates(imported, options)
    finally:
        imported.options = options.written()
        mine.update(options=imported.options)
    try:
        result = check(imported, _land(imported), mine, told)
    except OpenQuestion as question:
        options.unwilling |= {str(at): unwilling.OPEN for at in question.columns}
        mine.update(options=options.written())
        raise
    n = result["check"]["rows"]
    mapping = _without_empty(imported.mapping, options, set(result.pop("filled")))
    imported.mapping, imported.options = mapping, options.written()
    mine.update(
        state=State.CHECKED, counts=result, n_rows=n, n_checked=n, problem="", mapping=mapping,
        options=imported.options, sheet_mark=kept.mark(sheets.sheet_of(imported), mapping),
    )  # fmt: skip
    log.info("import %s checked: %s", imported.pk, result["check"])


def _without_empty(mapping: list[str], options: Options, filled: set[str]) -> list[str]:
    """The mapping without the new fields that no line of the file fills: none is made for nothing."""
    empty = {f"{targets.FIELD}{slug}" for slug in set(options.fields) - filled}
    options.fields = {slug: new for slug, new in options.fields.items() if slug in filled}
    return ["" if target in empty else target for target in mapping]


def _run(imported: Import, told: Told | None) -> bool:
    sheet = sheets.sheet_of(imported, create_fields=True)
    write, told = _writer(imported, sheet), told or (lambda n: None)
    with _lanes(imported, sheet) as lanes:
        chunks = row_chunks.chunks(imported, sheet, _at_once())
        while True:
            if lanes:
                imported.n_done = lanes.write(chunks, imported.n_done, told)
                chunks = row_chunks.chunks(imported, sheet, CHUNK)  # what somebody was in the way of
            if (chunk := next(chunks, None)) is None:
                break
            if not _write(imported, write, chunk):
                return not _is_replaced(imported, State.RUNNING)
            imported.n_done += chunk.n
            told(imported.n_done)
    done = imported.n_done
    if Import.objects.filter(pk=imported.pk, state=State.RUNNING, n_done=done).update(
        state=State.DONE, finished_at=timezone.now(), n_rows=done, problem=""
    ):
        operation.follow(imported.pk)
        log.info("import %s done: %s rows", imported.pk, done)
    return True


def _at_once() -> int:
    """Few on SQLite, where whoever signs up waits until a chunk is written."""
    return SQLITE_CHUNK if connection.vendor == "sqlite" else CHUNK


def _lanes(imported: Import, sheet: Sheet) -> AbstractContextManager[Lanes | None]:
    """Beside one another only where other connections see what this one wrote."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return nullcontext()
    return Lanes(lambda: _writer(imported, sheet))


def _write(imported: Import, write: Write, chunk: Chunk) -> bool:
    """Write one chunk alone; False where the import was stopped or another worker is ahead."""
    for attempt in range(ATTEMPTS):
        try:
            return write(chunk, imported.n_done, Turn())
        except (IntegrityError, OperationalError):
            if attempt == ATTEMPTS - 1:
                raise
    return False


def _writer(imported: Import, sheet: Sheet) -> Write:
    """A function that writes one chunk, and learns what several need."""
    rules = Rules(sheet.options, imported.created_at, sheet.wins, sheet.topics)
    matcher = Matcher(sheet, rules, _land(imported), Written(imported.pk), imported.pk, lock=True)
    writer = Writer(imported, sheet, Campaign.current().language)

    def write(chunk: Chunk, done: int, turn: Turn) -> bool:
        rows = chunk.rows()  # before the lock: on SQLite all others wait
        turn.begin(rows)
        try:
            with transaction.atomic():
                planned = matcher.plan(rows)
                turn.planned()
                writer.write(planned)
                outcomes.correct(imported, planned, sheet.fields)
                if not turn.written():
                    raise _Behind
                _move_on(imported, planned, done, chunk.n)
                writer.seal()
            return True
        except _Behind:
            writer.forget()
            return False
        except (IntegrityError, OperationalError) as error:
            # Somebody signed up with one of these addresses between our look and our write.
            log.warning("import %s: rows from %s are to be written again: %s", imported.pk, done, error)
            writer.forget()
            raise

    return write


def _move_on(imported: Import, planned: Sequence[Planned], done: int, n: int) -> None:
    current = Import.objects.select_for_update().get(pk=imported.pk)
    if (current.state, current.n_done, current.edition) != (State.RUNNING, done, imported.edition):
        raise _Behind
    counts = current.counts | {"run": counted(planned, current.counts.get("run", {}))}
    Import.objects.filter(pk=imported.pk).update(n_done=done + n, counts=counts)


def _land(imported: Import) -> Land:
    return Land(imported.user, everywhere=imported.user_id is None)


def _leave(imported: Import, state: str, problem: str) -> None:
    Import.objects.filter(pk=imported.pk).update(
        state=state, problem=said.dumped(problem), finished_at=timezone.now()
    )
    operation.follow(imported.pk)
    log.warning("import %s stopped: %s", imported.pk, problem)
