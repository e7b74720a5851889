"""Deeds on large files: take one, start it, undo it, forget it."""

import logging
from datetime import timedelta
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.file_imports import tasks
from hustings.foundation.file_imports.actions import NotNow
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.uploads import originals
from hustings.foundation.file_imports.uploads.kinds import Kind, kinds
from hustings.foundation.file_imports.uploads.models import UploadedFile

__all__ = ["NotNow", "Unreadable", "forget", "forget_old", "start", "take", "undo"]
log = logging.getLogger(__name__)
State = UploadedFile.State


def take(*, kind: Kind[Any], file: IO[bytes], name: str, user: Any, **choices: Any) -> Any:
    """Keep a file and have it checked; Unreadable says what is wrong with it as a whole."""
    made = kind.model(file_name=name[-200:], user=user, **choices)
    with originals.plain(file) as plain:
        kind.measure(made, plain)
        kind.look(made)
        made.path = originals.keep(plain, kind.name)
    with transaction.atomic():
        made.save()
        _work(kind, made)
    log.info("%s file=%s taken, %s lines", kind.name, made.pk, made.n_lines)
    return made


def _work(kind: Kind[Any], file: UploadedFile) -> None:
    tasks.run_uploaded_file.enqueue(kind.name, file.pk)


@transaction.atomic
def start(*, imported: UploadedFile, skip_bad: bool = False) -> None:
    """Have a checked file written, or go on after a fault."""
    now = _now(imported)
    if now.state == State.CHECKED and not now.n_rows:
        raise NotNow(_("No line of this file can be imported."))
    if not now.may_start:
        raise NotNow(_("This file was already imported, or is being imported."))
    is_new = now.state == State.CHECKED
    if now.n_bad and not skip_bad and is_new:
        raise NotNow(_("Some lines have errors. Correct the file, or choose to skip them."))
    _begin(now, State(now.failed_at or State.WRITING), is_new=is_new)


@transaction.atomic
def undo(*, imported: UploadedFile, user: Any) -> None:
    """Take back what a file did, but for what somebody has built on or changed since."""
    now = _now(imported)
    if not now.may_undo:
        raise NotNow(_("There is nothing to undo."))
    _begin(now, State.UNDOING, is_new=True)
    log.info("undoing file=%s user=%s", now.pk, user and user.pk)


def _begin(now: UploadedFile, state: State, *, is_new: bool) -> None:
    now.state, now.problem, now.failed_at = state, "", ""
    if is_new:
        now.n_done = 0
        for name, value in now.POSITION.items():
            setattr(now, name, value)
    now.save(update_fields=["state", "problem", "failed_at", "n_done", *now.POSITION])
    kind = _kind(now)
    _work(kind, now)
    log.info("%s file=%s begins: %s", kind.name, now.pk, state)


def _kind(file: UploadedFile) -> Kind[Any]:
    return next(kind for kind in kinds.all() if kind.model is type(file))


def forget(*, imported: UploadedFile) -> None:
    """Delete a file and its lines. What it wrote stays, and can't be taken back together any more."""
    kind = _kind(imported)
    with transaction.atomic():
        now = _now(imported)
        if now.is_busy:
            raise NotNow(_("This file is being imported. Wait until it has finished."))
        if not kind.may_forget(now):
            raise NotNow(_("Its rows refer to this file. Undo the import instead."))
        now.delete()
    originals.delete([now.path])
    log.info("%s file=%s forgotten", kind.name, imported.pk)


def forget_old() -> None:
    """Forget files after as many days as those of people are kept."""
    before = timezone.now() - timedelta(days=settings.IMPORT_DAYS)
    for kind in kinds.all():
        files = kind.model._default_manager.filter(made_at__lt=before).exclude(state__in=UploadedFile.BUSY)
        for file in files:
            if kind.may_forget(file):
                forget(imported=file)
            elif file.path:
                originals.forget(file)


def _now(file: UploadedFile) -> UploadedFile:
    return type(file)._default_manager.select_for_update(of=("self",)).get(pk=file.pk)
