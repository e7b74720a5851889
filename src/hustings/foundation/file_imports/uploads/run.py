"""The work on a file, whatever is next: to be checked, written or taken back."""

import logging
from typing import Any, TypeVar

from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext_noop, override

from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.uploads import originals
from hustings.foundation.file_imports.uploads.kinds import Kind, Told
from hustings.foundation.file_imports.uploads.models import UploadedFile
from hustings.foundation.jobs import ReleaseTask
from hustings.foundation.lib.text import said

log = logging.getLogger(__name__)
F = TypeVar("F", bound=UploadedFile)
State = UploadedFile.State
STOPPED = gettext_noop("It stopped because of an error: %(fault)s. You can resume it.")
_ENDS = {State.WRITING: State.DONE, State.UNDOING: State.UNDONE}


class Behind(Exception):
    """The file was stopped, or another worker is ahead."""


def run(kind: Kind[Any], file_id: int, told: Told = lambda n: None) -> None:
    """Do what is left of one file; safe to run again. ``told`` hears after each piece."""
    busy = kind.model._default_manager.filter(pk=file_id, state__in=UploadedFile.BUSY)
    file = busy.select_related("user").first()
    if file is None:
        return
    state = State(file.state)
    work = {State.READING: kind.read, State.WRITING: kind.write, State.UNDOING: kind.undo}[state]
    mine = kind.model._default_manager.filter(pk=file_id, state=state)
    with override(None):
        try:
            work(file, told)
        except Behind:
            return
        except (ReleaseTask, OperationalError):
            raise  # to be run again
        except Unreadable as refusal:
            failed_at = "" if state == State.READING else state  # read once more it would say the same
            mine.update(state=State.FAILED, problem=said.dumped(said.of(refusal)), failed_at=failed_at)
            if not failed_at:
                originals.forget(file)
            return
        except Exception as fault:
            log.exception("%s file=%s", kind.name, file_id)
            problem = said.dumped(said.say(STOPPED, fault=type(fault).__name__))
            mine.update(state=State.FAILED, problem=problem, failed_at=state)
            return
    if state in _ENDS:
        mine.update(state=_ENDS[state], finished_at=timezone.now(), problem="", failed_at="")
    if state == kind.last_read:
        originals.forget(file)  # last: a killed worker's successor may read it again
    log.info("%s file=%s was %s", kind.name, file_id, state)


def locked(file: F) -> F:
    """The file as it is now, for this transaction alone; Behind where another worker has moved it."""
    now = type(file)._default_manager.select_for_update(of=("self",)).get(pk=file.pk)
    if any(getattr(now, name) != getattr(file, name) for name in ("state", *file.POSITION)):
        raise Behind
    return now


def told_lines(file: UploadedFile, n: int, told: Told) -> None:
    """Say how many lines of a file were checked so far."""
    told(n)
    mine = type(file)._default_manager.filter(pk=file.pk, state=State.READING)
    mine.update(n_done=n)
