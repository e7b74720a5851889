"""A dump read by the engine, piece by piece, and what is kept of it afterwards."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from hustings.leaks import statement
from hustings.leaks.models import Case, against
from mailguard.leaks import case as engine
from mailguard.leaks import register
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
    return Order(
        datetime.now(UTC), known["index"], known["keys"], known["decoys"], names, names if case.signs else ()
    )


def read(case: Case, pause: Callable[[], object]) -> None:
    """Read what is left. ``pause`` may raise where the process is to end: the next one goes on."""
    wanted = order(case)
    try:
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


def remove(case: Case) -> None:
    """Take the folder away, whole or again."""
    with suppress(FileNotFoundError):
        shutil.rmtree(case.folder)
