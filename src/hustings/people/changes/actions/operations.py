"""Start a deed on many people, pause it, go on with it, cancel it, undo it."""

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.people.changes import tasks
from hustings.people.changes.operations import kinds
from hustings.people.changes.operations.run import UNDO
from hustings.people.changes.operations.selection import Whom
from hustings.people.persons.models import Activity, Operation
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
State = Operation.State
DOUBLE_CLICK = timedelta(seconds=10)
ENDED = frozenset({State.DONE, State.CANCELLED, State.FAILED})


class OperationRefused(Refused):
    """The operation is at a step where this can't be done, or this user may not do it."""


@transaction.atomic
def start(
    *,
    kind: str,
    user: User | None,
    choices: dict[str, Any],
    of: Whom | None = None,
    words: str = "",
    n: int = 0,
) -> Operation:
    """Start a deed in the background; the same by the same user within ten seconds is a double click."""
    known = _kind(kind)
    _demand_right(known, user)
    choices = {**choices, **({"whom": of.written()} if of else {})}
    operation = Operation(
        kind=known.name, user=user, criteria=of.criteria if of else None, whom=words[:500], choices=choices,
        n_people=n,
    )  # fmt: skip
    if twin := _just_started(operation):
        return twin
    operation.save()
    tasks.run_operation.enqueue(operation.pk)
    log.info("operation %s: %s of %s people by user %s", operation.pk, kind, n, user and user.pk)
    return operation


def _just_started(operation: Operation) -> Operation | None:
    since = operation.created_at - DOUBLE_CLICK
    recent = Operation.objects.filter(kind=operation.kind, user=operation.user, created_at__gte=since).first()
    same = recent and (recent.choices, recent.criteria) == (operation.choices, operation.criteria)
    return recent if same else None


@transaction.atomic
def pause(*, operation: Operation, user: User | None = None) -> None:
    """Stop after the chunk it is in; also where it's being undone."""
    operation = _locked(operation)
    _demand(operation, operation.is_busy and _runs_here(operation))
    _move(operation, State.PAUSED)


@transaction.atomic
def resume(*, operation: Operation, user: User | None = None) -> None:
    operation = _locked(operation)
    _demand(operation, operation.state == State.PAUSED and _runs_here(operation))
    if operation.is_undo:
        operation.undone_by = user
        _move(operation, State.UNDOING, "undone_by")
    else:
        _move(operation, State.WAITING)
    tasks.run_operation.enqueue(operation.pk)  # should two ever run, each chunk lets only one through


@transaction.atomic
def cancel(*, operation: Operation, user: User | None = None) -> None:
    """Stop for good; what is done stays, and may be undone."""
    operation = _locked(operation)
    stoppable = operation.state in {State.WAITING, State.RUNNING, State.PAUSED}
    _demand(operation, stoppable and not operation.is_undo and _runs_here(operation))
    operation.finished_at = timezone.now()
    _move(operation, State.CANCELLED, "finished_at")


@transaction.atomic
def undo(*, operation: Operation, user: User | None = None) -> None:
    """Take back in the background what it did, where that still stands."""
    operation = _locked(operation)
    kind = _kind(operation.kind)
    _demand_right(kind, user)
    if kind.is_final:
        raise OperationRefused(_("This can't be undone."))
    _demand(operation, may_be_undone(operation))
    journal = Activity.objects.filter(operation=operation)
    operation.last = (journal.aggregate(last=Max("pk"))["last"] or 0) + 1
    operation.counts = operation.counts | {UNDO: {"of": journal.count()}}
    operation.undone_by = user
    _move(operation, State.UNDOING, "last", "counts", "undone_by")
    tasks.run_operation.enqueue(operation.pk)


DEEDS = {"pause": pause, "run": resume, "cancellation": cancel, "undo": undo}


def may_be_undone(operation: Operation) -> bool:
    """Whether it has ended, somebody knows how it is undone, and nobody has begun."""
    kind = kinds.find(operation.kind)
    return bool(kind and kind.undo and operation.state in ENDED and not operation.is_undo)


def _runs_here(operation: Operation) -> bool:
    kind = kinds.find(operation.kind)
    return bool(operation.is_undo or (kind and kind.begin))


def _kind(name: str) -> kinds.Kind:
    kind = kinds.find(name)
    if kind is None:
        raise OperationRefused(_("This action no longer exists."))
    return kind


def _demand_right(kind: kinds.Kind, user: User | None) -> None:
    if user is None:
        return
    may = access.everywhere if kind.is_everywhere else access.may
    if not may(user, kind.right):
        raise OperationRefused(_("You don't have permission to do this."))


def _locked(operation: Operation) -> Operation:
    return Operation.objects.select_for_update().get(pk=operation.pk)


def _demand(operation: Operation, is_so: bool) -> None:
    if not is_so:
        raise OperationRefused(
            _("This isn't possible: the operation is %(state)s.") % {"state": operation.get_state_display()}
        )


def _move(operation: Operation, state: str, *columns: str) -> None:
    operation.state, operation.problem = state, ""
    operation.save(update_fields=["state", "problem", *columns])
    log.info("operation %s is %s", operation.pk, state)
