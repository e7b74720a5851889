"""Lists read in a stream: each find a row, a second sight of it a count.

Finds are kept every few seconds with the place of the reading, from which a killed search goes on.
"""

import io
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop

from hustings.foundation import jobs
from hustings.foundation.lib.process import task_failures
from hustings.security.lookalikes import whom
from hustings.security.lookalikes.models import Find, List
from mailguard.identifiers import domain_names
from mailguard.lookalikes.among import Found, among, is_text, unpacked
from mailguard.lookalikes.watch import Lookalike

log = logging.getLogger(__name__)
CHUNK = 200  # finds
_BLOCK = 1 << 20
PAUSE = 1.0  # seconds between two words on how far it is


MOST_TEXT = 4 << 30  # bytes that an uploaded list may unpack to


class NoList(Exception):
    """The file is no list of names; the message says why, in English, to be translated where it is shown."""


@dataclass
class Tally:
    """How far a search is: bytes of text, look-alikes, and how many of them were not known."""

    n_read: int = 0
    n_found: int = 0
    n_new: int = 0


def search(
    file: BinaryIO, source: str, told: Callable[[int], None] = lambda n: None, tally: Tally | None = None
) -> tuple[int, int]:
    """Read a list (gzip, bzip2, xz) and keep its finds: how many, how many new. Raises NoList.

    ``told`` hears bytes that are read next. With a ``tally`` it goes on where that is.
    """
    so_far, chunk = tally or Tally(), list[Found]()

    def settle() -> None:
        so_far.n_new += keep(chunk, source) if chunk else 0
        so_far.n_found += len(chunk)
        chunk.clear()

    def progress(n: int) -> None:
        settle()
        told(n)
        so_far.n_read += n

    try:
        with unpacked(file) as text:
            if not is_text(text):
                raise NoList(
                    gettext_noop(
                        "This isn’t a text file. Save the list as plain text (UTF-8) and upload it again."
                    )
                )
            n_before = _skip(text, so_far.n_read)
            for found in among(text, whom.watch(), progress=progress, n_before=n_before):
                chunk.append(found)
                if len(chunk) >= CHUNK:
                    settle()
    except EOFError as error:
        raise NoList(gettext_noop("The archive is incomplete. Upload it again.")) from error
    except OSError as error:
        raise NoList(gettext_noop("The file can’t be read; it may be damaged.")) from error
    settle()
    return so_far.n_found, so_far.n_new


def _skip(text: BinaryIO, n: int) -> int:
    """Pass over what was read before; how many lines it is."""
    n_lines = 0
    while n > 0 and (data := text.read(min(n, _BLOCK))):
        n_lines += data.count(b"\n")
        n -= len(data)
    return n_lines


@transaction.atomic
def keep(found: Iterable[Found], source: str) -> int:
    """Write finds down; how many were new. Twice is like once where the source is the same."""
    by_host = {domain_names.ascii_form(each.match.host): each for each in found}
    known = set(Find.objects.filter(host__in=by_host).values_list("host", flat=True))
    now = timezone.now()
    made = [_row(host, each.match, source, each.line) for host, each in by_host.items() if host not in known]
    Find.objects.bulk_create(made, ignore_conflicts=True)
    again = Find.objects.filter(host__in=known).exclude(source=source)
    again.update(n_seen=F("n_seen") + 1, last_at=now)
    return len(made)


def _row(host: str, match: Lookalike, source: str, line: int | None = None) -> Find:
    return Find(
        host=host, name=match.name, how=match.how, strength=match.strength, is_provider=match.is_provider,
        source=source[:200], line=line,
    )  # fmt: skip


def run(list_id: int, told: Callable[[], object] = lambda: None) -> None:
    waiting = List.objects.filter(pk=list_id, state__in=[List.State.WAITING, List.State.RUNNING])
    row = waiting.exclude(content=None).first()
    if row is None:
        return
    waiting.update(state=List.State.RUNNING)
    try:
        go_on(row, io.BytesIO(bytes(row.content or b"")), told, most=MOST_TEXT)
    except jobs.ReleaseTask:
        waiting.update(state=List.State.WAITING)
        raise
    except Exception as error:
        if not stopped(row, error):
            waiting.update(state=List.State.WAITING)
            raise  # it is tried again in a while


def go_on(
    row: List, file: BinaryIO, pause: Callable[[], object], *, told: Callable[[int], object] = lambda n: None,
    most: int | None = None,
) -> None:  # fmt: skip
    """Search the rest of a list; its place is kept, then ``pause`` may raise. ``told`` hears bytes."""
    tally, last = Tally(row.n_read, row.n_found, row.n_new), time.monotonic()

    def tell(n: int) -> None:
        nonlocal last
        if most is not None and tally.n_read + n > most:
            raise NoList(
                gettext_noop(
                    "The file is over 4 GB once uncompressed. Search it on the server: `hustings "
                    "lookouts FILE`."
                )
            )
        told(n)
        if time.monotonic() - last >= PAUSE:
            last = time.monotonic()
            List.objects.filter(pk=row.pk).update(**asdict(tally))
            pause()

    try:
        search(file, row.name, tell, tally)
    except NoList as refused:
        end(row, List.State.FAILED, problem=str(refused)[:300], n_faults=0)
    else:
        end(row, List.State.DONE, problem="", n_faults=0, **asdict(tally))


def stopped(row: List, error: Exception) -> bool:
    """Note that a fault stopped it; whether it is given up. Its text is kept for another search."""
    log.exception("lookalikes.broken list=%s", row.pk)
    n = row.n_faults + 1
    mine = List.objects.filter(pk=row.pk)
    mine.update(n_faults=n, problem=task_failures.why(error))
    if n < task_failures.TRIES:
        return False
    mine.update(state=List.State.FAILED, finished_at=timezone.now())
    return True


def end(row: List, state: str, **more: Any) -> None:
    """Its search is over; its text is kept no longer."""
    List.objects.filter(pk=row.pk).update(state=state, content=None, finished_at=timezone.now(), **more)
    log.info("lookalikes.list id=%s state=%s found=%s", row.pk, state, more.get("n_found", 0))
