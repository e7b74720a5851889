"""Deeds on files of lines."""

import logging
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.file_imports import plan, run, table, tasks
from hustings.foundation.file_imports.models import FileImport, ImportLine
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.targets import Target
from hustings.foundation.lib.sql import bulk

__all__ = ["NotNow", "Unreadable", "bring", "check", "forget", "forget_old", "start", "undo"]
log = logging.getLogger(__name__)
State = FileImport.State
_COLUMNS = [field.attname for field in ImportLine._meta.concrete_fields if not field.primary_key]


class NotNow(Exception):
    """The file can't be run or undone as it is; the message says why."""


def bring(
    *, target: Target[Any], options: Mapping[str, Any], file_name: str, content: bytes, user: Any
) -> FileImport:
    """Keep the lines of a file and say what they would change. Nothing else is written yet.

    Unreadable refuses the file as a whole.
    """
    read = table.read(content, target.columns, target.needed)
    imported = FileImport(
        target=target.name, file_name=file_name[-200:], columns=read.columns, places=read.places, user=user,
        options={name: _plain(value) for name, value in options.items()}, n_lines=len(read.records),
    )  # fmt: skip
    lines = [
        ImportLine(
            file=imported, number=record.line, cells=record.cells, is_broken=bool(record.refused),
            reason=record.refused[:400],
            outcome=ImportLine.Outcome.REFUSED if record.refused else ImportLine.Outcome.SAME,
        )
        for record in read.records
    ]  # fmt: skip
    plan.compare(imported, lines)
    imported.counts = dict(Counter(line.outcome for line in lines))
    with transaction.atomic():
        imported.save()
        for line in lines:
            line.file = imported
        bulk.insert(ImportLine, _COLUMNS, ([getattr(line, name) for name in _COLUMNS] for line in lines))
    log.info("%s brought file=%s user=%s", target.name, imported.pk, user and user.pk)
    return imported


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


@transaction.atomic
def check(*, imported: FileImport) -> None:
    """Say anew what a file would change; not once it was begun."""
    current = _now(imported)
    if current.state == State.CHECKED:
        run.compare(current)


@transaction.atomic
def start(*, imported: FileImport, skip_bad: bool = False) -> None:
    """Have a file written by a task, or go on after a fault."""
    current = _now(imported)
    if current.state not in {State.CHECKED, State.FAILED}:
        raise NotNow(_("This file was already imported, or is being imported."))
    if current.n_bad and not skip_bad and current.state == State.CHECKED:
        raise NotNow(_("Some lines have errors. Correct the file, or choose to skip them."))
    is_undoing = current.undone_by_id is not None
    current.state, current.problem = State.UNDOING if is_undoing else State.WAITING, ""
    current.save(update_fields=["state", "problem"])
    tasks.run_file_import.enqueue(current.pk)
    log.info("%s started file=%s", current.target, current.pk)


@transaction.atomic
def undo(*, imported: FileImport, user: Any) -> None:
    """Take back what a file did, but for what somebody has changed since."""
    current = _now(imported)
    if not current.may_undo:
        raise NotNow(_("There is nothing to undo."))
    current.state, current.undone_by, current.problem = State.UNDOING, user, ""
    current.save(update_fields=["state", "undone_by", "problem"])
    tasks.run_file_import.enqueue(current.pk)
    log.info("%s undoing file=%s", current.target, current.pk)


@transaction.atomic
def forget(*, imported: FileImport) -> None:
    """Forget a file. What it wrote stays, and can't be taken back together any more."""
    current = _now(imported)
    if current.is_busy:
        raise NotNow(_("This file is being imported. Wait until it has finished."))
    current.delete()
    log.info("%s forgotten file=%s", current.target, imported.pk)


def forget_old() -> None:
    """Forget files that were checked and never brought in, after as many days as files of people are kept."""
    before = timezone.now() - timedelta(days=settings.IMPORT_DAYS)
    old = FileImport.objects.filter(state=State.CHECKED, made_at__lt=before)
    n, _each = old.delete()
    log.info("file_imports forgotten rows=%s", n)


def _now(imported: FileImport) -> FileImport:
    return FileImport.objects.select_for_update(of=("self",)).get(pk=imported.pk)
