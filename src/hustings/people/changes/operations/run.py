"""The run of an operation, forth or back. Each chunk is a transaction that moves ``last``.

So a killed run goes on, and of two workers one writes a chunk.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings.foundation.jobs import ReleaseTask
from hustings.foundation.lib.text import said
from hustings.people.changes.operations import kinds
from hustings.people.changes.operations.kinds import Progress, Step
from hustings.people.persons.models import Operation
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
State = Operation.State
ATTEMPTS = 5
CHUNK, SQLITE_CHUNK = 1_000, 250  # on SQLite whoever signs up waits until a chunk is written
UNDO = "undo"
_STOPPED = gettext_noop("It stopped because of an error: %(fault)s. You can resume it.")
Told = Callable[[int], object]


def run_operation(operation_id: int, told: Told | None = None) -> None:
    """Do what is left of one operation, or of its undoing. ``told`` hears after each chunk."""
    Operation.objects.filter(pk=operation_id, state=State.WAITING).update(
        state=State.RUNNING, started_at=timezone.now()
    )
    operation = Operation.objects.filter(pk=operation_id, state__in=[State.RUNNING, State.UNDOING]).first()
    if operation is None:
        return
    try:
        with translation.override(None):  # the messages of what it refuses
            _run(operation, _begin(operation), told)
    except (ReleaseTask, OperationalError):
        raise  # to be run again
    except Refused as why:
        _leave(operation, State.PAUSED if _is_undoing(operation) else State.FAILED, said.of(why))
    except Exception as fault:
        log.exception("operation %s", operation_id)
        words = f"{type(fault).__name__}: {fault}"[:500]
        _leave(operation, State.PAUSED, said.say(_STOPPED, fault=words))


def _is_undoing(operation: Operation) -> bool:
    return operation.state == State.UNDOING


def _begin(operation: Operation) -> Step:
    kind = kinds.find(operation.kind)
    begin = kind and (kind.undo if _is_undoing(operation) else kind.begin)
    if not begin:
        raise Refused(_("This action no longer exists."))
    return begin(operation)


def _run(operation: Operation, step: Step, told: Told | None) -> None:
    size = SQLITE_CHUNK if connection.vendor == "sqlite" else CHUNK
    state, last = operation.state, operation.last
    while True:
        for attempt in range(ATTEMPTS):
            try:
                moved = _chunk(operation.pk, state, last, step, size)
                break
            except IntegrityError as error:  # somebody else wrote the same between our look and our write
                if attempt == ATTEMPTS - 1:
                    raise
                log.warning("operation %s: chunk after %s done again: %s", operation.pk, last, error)
        if moved is None:
            return
        last = moved.last
        if told:
            told(moved.n)


def _chunk(pk: int, state: str, last: int, step: Step, size: int) -> Progress | None:
    """One chunk; None once it is over, was stopped, or another worker is ahead."""
    with transaction.atomic():
        locked = Operation.objects.select_for_update(of=("self",))
        current = locked.select_related("user", "undone_by").get(pk=pk)
        if current.state != state or current.last != last:
            return None
        progress = step(current, size)
        if progress is None:
            _end(current)
            return None
        changed: dict[str, Any] = {"last": progress.last}
        if state == State.UNDOING:
            undone = _added(current.counts.get(UNDO, {}), {**progress.counts, "done": progress.n})
            changed["counts"] = current.counts | {UNDO: undone}
        else:
            changed["counts"] = _added(current.counts, progress.counts)
            changed["n_done"] = current.n_done + progress.n
        Operation.objects.filter(pk=pk).update(**changed)
    return progress


def _added(counts: Mapping[str, Any], more: Mapping[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = dict(counts)
    for name, n in Counter(more).items():
        found[name] = found.get(name, 0) + n
    return found


def _end(operation: Operation) -> None:
    now = timezone.now()
    ended: dict[str, Any] = (
        {"state": State.UNDONE, "undone_at": now} if _is_undoing(operation)
        else {"state": State.DONE, "finished_at": now}
    )  # fmt: skip
    Operation.objects.filter(pk=operation.pk).update(problem="", **ended)
    log.info("operation %s (%s) is %s: %s", operation.pk, operation.kind, ended["state"], operation.counts)


def _leave(operation: Operation, state: str, problem: str) -> None:
    Operation.objects.filter(pk=operation.pk, state__in=[State.RUNNING, State.UNDOING]).update(
        state=state, problem=said.dumped(problem)
    )
    log.warning("operation %s stopped: %s", operation.pk, problem)
