"""The run of an import, forth or back: whole or nothing, so a killed one begins anew."""

import logging
import time
from collections.abc import Callable

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from hustings.deliberation.open_data.files import key_runs, opening, undo, writing
from hustings.deliberation.open_data.files.records import BadLine
from hustings.deliberation.open_data.models import ContributionImport
from hustings.foundation.jobs import ReleaseTask
from hustings.foundation.lib.sql import write_turns
from hustings.foundation.lib.text import said
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
State = ContributionImport.State
_PAUSE = 1.0  # seconds between two notes of how far it is


class _Over(Exception):
    """Another worker has done it."""


def run(import_id: int, ask: Callable[[], None]) -> None:
    """Do what is left of an import or of its undoing. ``ask`` ends it where the worker stops."""
    rows = ContributionImport.objects.filter(pk=import_id)
    rows.filter(state=State.QUEUED).update(state=State.RUNNING)
    busy = rows.filter(state__in=ContributionImport.BUSY).select_related("phase__consultation")
    if imported := busy.first():
        try:
            if imported.state == State.UNDOING:
                _take_back(imported)
            else:
                _write(imported, ask)
        except _Over:
            pass
        except BadLine as bad:
            _stop(imported, bad.problem, bad.line)
        except undo.Acted:
            words = _(
                "People voted on these contributions, answered or cited them, or a later import added to"
                " them. They stay; moderators can hide them."
            )
            _stop(imported, said.say(words))
        except (ReleaseTask, OperationalError):
            raise  # to be run again
        except Exception as fault:
            log.exception("open_data.import import=%s", import_id)
            words = _("It stopped because of an error: %(fault)s. Try again.")
            _stop(imported, said.say(words, fault=type(fault).__name__))
    drop_file(import_id)


def drop_file(import_id: int) -> None:
    """Delete the file of an import that needs it no more."""
    over = ContributionImport.objects.exclude(state__in=ContributionImport.BUSY).exclude(file="")
    if imported := over.filter(pk=import_id).first():
        imported.file.storage.delete(str(imported.file.name))
        over.filter(pk=import_id).update(file="")


def _write(imported: ContributionImport, ask: Callable[[], None]) -> None:
    # Read to the end first: nobody who writes waits for that.
    try:
        with imported.file.open("rb") as file:
            opened = opening.opened(file)
    except FileNotFoundError as gone:
        raise BadLine(1, said.say(_("The uploaded file no longer exists. Upload it again."))) from gone
    records = list(opened.records(_noting(imported, ask)))
    with write_turns.turn(), transaction.atomic():
        now = _locked(imported)
        done = writing.write(imported.phase, records, language=imported.language)
        now.n_written, now.n_known, now.n_read = sum(done.items.values()), done.n_known, now.n_lines
        now.keys = {name: key_runs.packed(keys) for name, keys in done.keys.items()}
        now.state, now.finished_at = State.DONE, timezone.now()
        now.save(update_fields=["n_written", "n_known", "n_read", "keys", "state", "finished_at"])
        site_version.renew()


def _noting(imported: ContributionImport, ask: Callable[[], None]) -> Callable[[int], None]:
    rows, last = ContributionImport.objects.filter(pk=imported.pk), time.monotonic()

    def note(n: int) -> None:
        nonlocal last
        ask()
        if time.monotonic() - last > _PAUSE:
            rows.update(n_read=n)
            last = time.monotonic()

    return note


def _take_back(imported: ContributionImport) -> None:
    with write_turns.turn(), transaction.atomic():
        now = _locked(imported)
        undo.take_back(now.keys)
        now.state, now.finished_at, now.keys = State.UNDONE, timezone.now(), {}
        now.save(update_fields=["state", "finished_at", "keys"])
        site_version.renew()
    log.info("open_data.undone import=%s", imported.pk)


def _locked(imported: ContributionImport) -> ContributionImport:
    """The import as it is now, for this transaction alone."""
    rows = ContributionImport.objects.select_for_update(of=("self",))
    now = rows.filter(pk=imported.pk, state=imported.state).first()
    if now is None:
        raise _Over
    return now


def _stop(imported: ContributionImport, problem: said.Said, line: int | None = None) -> None:
    """Say why it can't be: nothing of it was done."""
    is_undoing = imported.state == State.UNDOING
    rows = ContributionImport.objects.filter(pk=imported.pk, state=imported.state)
    rows.update(
        state=State.DONE if is_undoing else State.REFUSED, problem=said.dumped(problem), bad_line=line,
        finished_at=timezone.now(),
    )  # fmt: skip
