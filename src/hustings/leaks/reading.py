"""A dump read by the engine, piece by piece, and what is kept of it afterwards."""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from hustings.decoys import known as decoys_known
from hustings.leaks import statement
from hustings.leaks.models import Case, against
from mailguard.leaks import case as engine
from mailguard.leaks import decoys, register
from mailguard.leaks.copies import BadCopies
from mailguard.leaks.decoys import BadDecoys
from mailguard.leaks.judging import Order
from mailguard.leaks.proving import BadKeys
from mailguard.leaks.store import BadCase

_PIECE = 5.0  # seconds between two questions whether this process is to end


def order(case: Case) -> Order:
    """What a case is read against."""
    known = against()
    names = tuple(case.domains)
    decoys = _decoys(case, known["decoys"])
    return Order(datetime.now(UTC), known["index"], known["keys"], decoys, names, names if case.signs else ())


def _decoys(case: Case, more: Path | None) -> Path:
    """The decoys as they were when the case was begun, so that it goes on against the same.

    Those of HQ's register, and those of the file beside the index, where there is one. Raises BadDecoys.
    """
    kept = case.folder / "decoys.json"
    if not kept.exists():
        rows = decoys_known.signs()
        if more is not None:
            decoys.load(more)  # says in words what is wrong with it
            rows += json.loads(more.read_bytes())["decoys"]
        case.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"decoys": rows}, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(kept)
    return kept


def read(case: Case, pause: Callable[[], object]) -> None:
    """Read what is left. ``pause`` may raise where the process is to end: the next one goes on."""
    try:
        wanted = order(case)
        engine.begin(case.room, (str(case.path),), wanted)
        while not engine.run(case.room, wanted, settings.LEAKS_PROCESSES, seconds=_PIECE):
            pause()
    except (BadCase, BadCopies, BadDecoys, BadKeys) as error:
        words = error.say(get_language() or "en")
        Case.objects.filter(pk=case.pk).update(failed_at=timezone.now(), problem=words)
        return
    with case.open() as store:
        head = register.head(store)
    drafted = statement.drafts(case)
    live = Case.objects.filter(pk=case.pk, finished_at=None, deleted_at=None)
    live.update(
        finished_at=timezone.now(), n_mails=case.progress().n_mails, register=head,
        english=drafted["en"], french=drafted["fr"],
    )  # fmt: skip


def start_over(case: Case) -> None:
    """Forget what was read: it was read against what has changed since."""
    shutil.rmtree(case.room, ignore_errors=True)
    (case.folder / "decoys.json").unlink(missing_ok=True)


def remove(case: Case) -> None:
    """Take the folder away, whole or again."""
    with suppress(FileNotFoundError):
        shutil.rmtree(case.folder)
