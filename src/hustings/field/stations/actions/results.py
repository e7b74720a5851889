"""Past elections and files of their results."""

import datetime as dt
import logging
from typing import IO, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hustings.field.stations import tasks
from hustings.field.stations.models import PastElection, ResultFile
from hustings.field.stations.results import original

log = logging.getLogger(__name__)
State = ResultFile.State


class ElectionThere(Exception):
    """An election of this name and day is entered already."""


class InUse(Exception):
    """Results stand on this election."""


class NotNow(Exception):
    """The file is at a step where this can't be done; the message says why."""


def add_election(*, name: str, held_on: dt.date, user: Any) -> PastElection:
    """Enter a round of an election; ElectionThere where it is entered already."""
    try:
        with transaction.atomic():
            made = PastElection.objects.create(name=name, held_on=held_on, user=user)
    except IntegrityError as there:
        raise ElectionThere(_("This election is already entered.")) from there
    log.info("past election added election=%s user=%s", made.pk, user.pk)
    return made


@transaction.atomic
def remove_election(*, election: PastElection) -> None:
    """Delete an election without results; InUse where there are any."""
    if election.results.exists() or election.files.filter(state__in=ResultFile.BUSY).exists():
        raise InUse(_("This election has results. Undo its files first."))
    if election.samples.exists():
        raise InUse(_("A sample was drawn by this election. Delete the sample first."))
    election.files.all().delete()
    log.info("past election removed election=%s", election.pk)
    election.delete()


def bring_results(
    *, election: PastElection, file: IO[bytes], file_name: str, named: str, user: Any
) -> ResultFile:
    """Take a file of results, to be read by a task. Unreadable refuses it as a whole and says why."""
    kept = ResultFile(election=election, file_name=file_name[-200:], named=named, user=user)
    original.look(file, kept)
    original.keep(file, kept)
    with transaction.atomic():
        kept.save()
        tasks.read_results.enqueue(kept.pk)
    log.info("results brought file=%s election=%s user=%s", kept.pk, election.pk, user.pk)
    return kept


@transaction.atomic
def resume(*, file: ResultFile) -> None:
    """Go on with a file that stopped, forth or back."""
    kept = _locked(file)
    if kept.state != State.FAILED:
        raise NotNow(_("This file hasn’t stopped."))
    kept.state, kept.problem = (State.UNDOING if kept.is_undone else State.WAITING), ""
    kept.save(update_fields=["state", "problem"])
    (tasks.undo_results if kept.is_undone else tasks.read_results).enqueue(kept.pk)


@transaction.atomic
def undo_results(*, file: ResultFile, user: Any) -> None:
    """Take back everything that a file did, but what a newer one has replaced."""
    kept = _locked(file)
    if not kept.may_undo:
        raise NotNow(_("There is nothing to undo."))
    kept.state, kept.is_undone, kept.problem = State.UNDOING, True, ""
    kept.save(update_fields=["state", "is_undone", "problem"])
    tasks.undo_results.enqueue(kept.pk)
    log.info("results undoing file=%s user=%s", kept.pk, user.pk)


def _locked(file: ResultFile) -> ResultFile:
    return ResultFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
