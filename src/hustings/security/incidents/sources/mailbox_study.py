"""Mailboxes read whole, portion by portion, by whoever makes something of them. Killed, it goes on."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from hustings.foundation import jobs
from hustings.foundation.jobs import live_tasks
from hustings.foundation.lib.process import task_failures
from hustings.foundation.lib.sql import sqlites
from hustings.security.incidents.models import Perusal, Source, Study
from hustings.security.incidents.sources.mailboxes import box, login
from mailguard.agents.imap import connection, gathering
from mailguard.agents.imap.connection import ODD
from mailguard.agents.imap.gathering import Portion
from mailguard.agents.platform import disk
from mailguard.i18n import Complaint

log = logging.getLogger(__name__)
MOST = 200_000  # messages of one mailbox in one go; the next goes on
_SHOWN = 500  # mailboxes
Pause = Callable[[], object]
Take = Callable[[Source, Portion], int]


class Overtaken(Exception):
    """Somebody has asked for it anew meanwhile, or had all of it deleted."""


def run(study_id: int, work: Callable[[Study, Pause], None]) -> None:
    """Have ``work`` done from where it stopped. Faults are shown; after some tries a person begins anew."""
    study = Study.objects.filter(pk=study_id, done_at=None, n_faults__lt=task_failures.TRIES).first()
    if study is None:
        return
    try:
        work(study, jobs.turns())
    except Overtaken:
        return
    except jobs.ReleaseTask:
        raise
    except Exception as error:
        mine = Study.objects.filter(pk=study.pk, asked_at=study.asked_at)
        mine.update(n_faults=study.n_faults + 1, fault=task_failures.why(error))
        if study.n_faults + 1 < task_failures.TRIES:
            raise  # it is tried again in a while
        log.exception("incidents.study given up: %s", study.purpose)


def read(
    study: Study, take: Take, pause: Callable[[], object], *, most: int, days: int | None = None
) -> bool:
    """Have ``take`` keep each portion, durably; whether no mailbox has a problem. ``pause`` may raise.

    Of a message ``most`` bytes are fetched, of a mailbox the mail of so many days.
    """
    since = timezone.localdate() - timedelta(days=days) if days else None
    is_whole = True
    for source in Source.objects.whole().order_by("pk"):
        one, _made = Perusal.objects.get_or_create(study=study, source=source)
        try:
            _read(study, one, source, _Reader(take, pause, most, since))
            one.problem = ""
        except Overtaken:
            raise
        except (Complaint, OSError, *ODD) as error:
            one.problem = connection.said(error).say(
                (translation.get_language() or settings.LANGUAGE_CODE)[:2]
            )
            is_whole = False
            log.info("incidents.study source=%s: %s", source.pk, type(error).__name__)
        Perusal.objects.filter(pk=one.pk).update(problem=one.problem[:300])
    return is_whole


class _Reader:
    def __init__(self, take: Take, pause: Callable[[], object], most: int, since: date | None) -> None:
        self.take, self.pause, self.most, self.since = take, pause, most, since


def _read(study: Study, one: Perusal, source: Source, reader: _Reader) -> None:
    made = box(source)
    n = 0
    with connection.opened(made, login(source)) as server:
        places: dict[str, Any] = one.places
        found = {name: (int(validity), int(upto)) for name, (validity, upto) in places.items()}
        for portion in gathering.portions(server, made, found, most=reader.most, since=reader.since):
            reader.pause()
            still(study)
            one.n_new += reader.take(source, portion)
            one.n_read += len(portion.mails)
            one.places[portion.folder] = [portion.validity, portion.read_to]
            one.read_at = timezone.now()
            one.save(update_fields=["n_read", "n_new", "places", "read_at"])
            n += len(portion.mails)
            if n >= MOST:
                return


def note_lost(purpose: str, task: Any) -> int:
    """Say of a study that no task reads any more: somebody may begin again. How many that is, none or one."""
    busy = Study.objects.filter(purpose=purpose, done_at=None, problem="", n_faults__lt=task_failures.TRIES)
    lost = live_tasks.lost(task, busy.values_list("pk", flat=True))
    return busy.filter(pk__in=lost).update(n_faults=task_failures.TRIES, fault=task_failures.killed()[:300])


def begin_anew(study: Study, growing: Path, empty: Callable[[Path], object]) -> None:
    """Forget how far it was, and make an empty file; killed in the middle, it is done once more."""
    disk.make(growing.parent)
    sqlites.remove(growing)
    empty(growing)
    Perusal.objects.filter(study=study).delete()
    Study.objects.filter(pk=study.pk, asked_at=study.asked_at).update(is_anew=False)


def standing(purpose: str) -> dict[str, Any]:
    """How a reading goes, by two questions."""
    study = Study.objects.filter(purpose=purpose).select_related("asked_by").first()
    found = Perusal.objects.filter(study=study).select_related("source")
    rows = list(found.order_by("source__name", "pk")[:_SHOWN])
    return {"study": study, "rows": rows, "n_read": sum(one.n_read for one in rows)}


def still(study: Study) -> None:
    """Go on, or Overtaken."""
    if not Study.objects.filter(pk=study.pk, asked_at=study.asked_at).exists():
        raise Overtaken


def done(study: Study, n_kept: int, problem: str = "") -> None:
    """It came to its end."""
    mine = Study.objects.filter(pk=study.pk, asked_at=study.asked_at)
    mine.update(done_at=timezone.now(), n_kept=n_kept, problem=problem[:300], n_faults=0, fault="")
