"""The work on a file, whatever is next: to be read, written or taken back."""

import logging

from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import override

from hustings.field.addresses.files import reading, undoing, writing
from hustings.field.addresses.models import AddressFile
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.jobs import ReleaseTask
from hustings.foundation.lib.text import said

log = logging.getLogger(__name__)
State = AddressFile.State
_WORK = {State.READING: reading.read, State.WRITING: writing.write, State.UNDOING: undoing.undo}
_ENDS = {State.WRITING: State.DONE, State.UNDOING: State.UNDONE}


def run(file_id: int, told: reading.Told) -> None:
    """Do what is left of one file. ``told`` hears after each chunk."""
    file = AddressFile.objects.filter(pk=file_id, state__in=AddressFile.BUSY).select_related("user").first()
    if file is None:
        return
    state = State(file.state)
    mine = AddressFile.objects.filter(pk=file_id, state=state)
    with override(None):
        try:
            _WORK[state](file, told)
        except writing.Behind:
            return
        except (ReleaseTask, OperationalError):
            raise  # to be run again
        except Unreadable as refusal:
            mine.update(state=State.FAILED, problem=said.dumped(said.of(refusal)))
            return
        except Exception as fault:
            log.exception("addresses.file %s", file_id)
            problem = said.dumped(said.say(reading.STOPPED, fault=type(fault).__name__))
            mine.update(state=State.FAILED, problem=problem, failed_at=state)
            return
    if state in _ENDS:
        mine.update(state=_ENDS[state], finished_at=timezone.now(), problem="", failed_at="")
    log.info("addresses.file %s %s", file_id, state)
