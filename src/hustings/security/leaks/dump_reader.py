"""A dump read by the engine, piece by piece, and what is kept of it afterwards."""

import json
import logging
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hustings.foundation.jobs import ReleaseTask
from hustings.foundation.lib.process import task_failures
from hustings.outreach.emails.signatures import keys
from hustings.security.decoys import lookups as decoys_known
from hustings.security.leaks import statement
from hustings.security.leaks.models import Case, against
from mailguard.agents.platform import disk
from mailguard.forensics import case as engine
from mailguard.forensics import decoys, register
from mailguard.forensics.copies import BadCopies
from mailguard.forensics.decoys import BadDecoys
from mailguard.forensics.judging import Order
from mailguard.forensics.proving import BadKeys
from mailguard.forensics.store import BadCase

log = logging.getLogger(__name__)
_PIECE = 5.0  # seconds between two questions whether this process is to end


def order(case: Case) -> Order:
    known = against()
    names = tuple(case.domains)
    own = _own_keys(case)
    decoys = _decoys(case, known["decoys"])
    more = (own,) if own.exists() else ()
    always = names if case.signs else ()
    return Order(datetime.now(UTC), known["index"], (*known["keys"], *more), decoys, names, always)


def _own_keys(case: Case) -> Path:
    """The public halves of the keys that HQ signs with, or did: what they signed is proven.

    Kept as they were when the case was begun, before its decoys; without any there is no file.
    """
    kept = case.folder / "keys.zone"
    if kept.exists() or (case.folder / "decoys.json").exists():
        return kept
    try:
        rows = [f'{each.key.name} TXT "{each.key.record}"' for each in keys.every()]
    except OSError as error:  # a key that can't be read holds nobody up on such an evening
        log.warning("leaks.keys %s", error)
        rows = []
    if rows:
        _write(kept, "\n".join([*rows, ""]))
    return kept


def _decoys(case: Case, more: Path | None) -> Path:
    """HQ's decoys and those beside the index as they were at the case's beginning. Raises BadDecoys."""
    kept = case.folder / "decoys.json"
    if not kept.exists():
        rows = decoys_known.signs()
        if more is not None:
            decoys.load(more)  # says in words what is wrong with it
            rows += json.loads(more.read_bytes())["decoys"]
        _write(kept, json.dumps({"decoys": rows}))
    return kept


def _write(path: Path, text: str) -> None:
    disk.make(path.parent)
    disk.write(path, text.encode())


def read(case: Case, pause: Callable[[], object]) -> None:
    """Read what is left. ``pause`` may raise where the process is to end: the next one goes on."""
    try:
        _read(case, pause)
    except (BadCase, BadCopies, BadDecoys, BadKeys) as error:
        _fail(case, error.say(get_language() or "en"))
        with suppress(OSError):
            _stale(case).touch(0o600)
    except (OSError, sqlite3.Error) as error:  # a full disk, a dump that is gone: what was read stays
        why = task_failures.why(error) if isinstance(error, OSError) else str(error)
        _fail(case, _("Reading stopped: %(why)s. Fix this, then try again.") % {"why": why})
    except ReleaseTask:
        raise
    except Exception as error:  # whatever it is, the people who wait for it hear of it
        log.exception("leaks.broken case=%s", case.pk)
        words = _(
            "Reading failed (%(why)s). What was read is kept. Try again; if it fails again, send "
            "this message and the worker’s log to your server administrator, and read the other "
            "files in smaller parts, as separate cases."
        )
        _fail(case, words % {"why": task_failures.why(error)})


def _read(case: Case, pause: Callable[[], object]) -> None:
    case.path.stat()  # a dump that is gone is no empty one
    wanted = order(case)
    engine.begin(case.room, (str(case.path),), wanted)
    while not engine.run(case.room, wanted, settings.LEAKS_PROCESSES, seconds=_PIECE):
        pause()
        case.path.stat()
    with case.open() as store:
        head = register.head(store)
    drafted = statement.drafts(case)
    live = Case.objects.filter(pk=case.pk, finished_at=None, deleted_at=None)
    live.update(
        finished_at=timezone.now(), n_mails=case.progress().n_mails, register=head,
        english=drafted["en"], french=drafted["fr"],
    )  # fmt: skip


def _fail(case: Case, words: str) -> None:
    words = words.replace("\0", "\\0")  # which PostgreSQL keeps in no text
    Case.objects.filter(pk=case.pk).update(failed_at=timezone.now(), problem=words)
    log.warning("leaks.failed case=%s", case.pk)


def give_up(case: Case) -> None:
    """Nobody reads it any more: its workers were killed too often."""
    words = _("Reading stopped: %(why)s. Fix this, then try again.")
    _fail(case, words % {"why": task_failures.killed()})


def _stale(case: Case) -> Path:
    """A file that says: what it was read against is wrong, or has changed since."""
    return case.folder / "stale"


def ready_again(case: Case) -> None:
    """Make a case that failed ready: from its beginning where it was read against what is wrong."""
    if _stale(case).exists():
        shutil.rmtree(case.room, ignore_errors=True)
        for name in ("decoys.json", "keys.zone", "stale"):
            (case.folder / name).unlink(missing_ok=True)


def remove(case: Case) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(case.folder)
