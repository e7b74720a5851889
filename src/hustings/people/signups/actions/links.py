"""Confirm a submission by its mailed link, take it back, disown it, or have the mail once more."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hustings.foundation.lib.sql import write_turns
from hustings.people.signups.actions import newcomers
from hustings.people.signups.kinds import SubmissionKind, kinds
from hustings.people.signups.models import Device, Submission
from hustings.people.signups.tasks import send_link

log = logging.getLogger(__name__)
AGAIN_AFTER = timedelta(minutes=2)
ASKED_FOR = timedelta(hours=1)


def confirm(*, kind: SubmissionKind, find: Callable[[], Any]) -> Any:
    """Count what ``find`` gives, locked; the row that stands. Twice is like once. Raises Closed."""
    with write_turns.turn():
        try:
            return _confirm(kind, find)
        except IntegrityError:  # another link to this mailbox was followed in this very moment: seen now
            return _confirm(kind, find)


@transaction.atomic
def _confirm(kind: SubmissionKind, find: Callable[[], Any]) -> Any:
    row = find()
    if row.confirmed_at:
        return row
    stands = kind.confirm(row)
    log.info("submission confirmed kind=%s id=%s person=%s", kind.name, stands.pk, stands.person_id)
    return stands


@transaction.atomic
def withdraw(*, kind: SubmissionKind, pk: int) -> bool:
    """The sender takes it back: whether there was something to take."""
    row = kind.locked(pk)
    if kind.withdraw is None or not row.is_confirmed:
        return False
    kind.withdraw(row)
    log.info("submission withdrawn kind=%s id=%s", kind.name, pk)
    return True


@transaction.atomic
def move(*, kind: SubmissionKind, pk: int) -> bool:
    """Write down where they typed that they live, in place of what we knew. Soon after the click alone."""
    row = kind.locked(pk)
    if not may_move(row):
        return False
    newcomers.move(typed=row)
    log.info("submission moved its person kind=%s id=%s", kind.name, pk)
    return True


def may_move(row: Submission) -> bool:
    """Whether to ask: for an hour, so that a link that is handed on later changes nobody's data."""
    if row.confirmed_at is None or row.withdrawn_at or row.confirmed_at < timezone.now() - ASKED_FOR:
        return False
    return row.person is not None and newcomers.is_elsewhere(row.person, row)


@transaction.atomic
def disown(*, kind: SubmissionKind, pk: int) -> None:
    """ "This wasn't me", says whoever reads the mailbox: it goes, with what it agreed to."""
    try:
        row = kind.locked(pk)
    except kind.model.DoesNotExist:  # it went by another click of theirs
        return
    if not kind.may_disown(row):
        return
    kind.disown(row)
    Device.objects.filter(email__key=row.key).delete()  # one of them may have sent it
    log.info("submission disowned kind=%s", kind.name)


@transaction.atomic
def mail_again(*, kind: SubmissionKind, pk: int) -> bool:
    """Queue the mail once more, unless one left just now or it is confirmed."""
    waiting = kind.model._default_manager.filter(pk=pk, confirmed_at=None)
    if not waiting.filter(mailed_at__lt=timezone.now() - AGAIN_AFTER).update(mailed_at=None):
        return False
    send_link.enqueue(kind.name, pk)
    return True


def forget_unconfirmed() -> int:
    """Delete of each kind what nobody confirmed within thirty days."""
    n_gone = 0
    for kind in kinds.all():
        n, _by_table = kind.rows().forgotten(timezone.now()).delete()
        n_gone += n
    log.info("submissions forgotten n=%s", n_gone)
    return n_gone
