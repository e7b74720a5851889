"""Lists on their way through: read in a stream, each find a row, a second sight of it a count.

What was found so far is kept every few seconds together with how far the reading is. A search that was killed
begins the list anew, and counts nothing twice: a find knows the list that named it.
"""

import io
import logging
import time
from collections.abc import Callable, Iterable
from typing import BinaryIO

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop

from hustings.lookouts import whom
from hustings.lookouts.models import Find, List
from mailguard import domains
from mailguard.lookalikes.among import Found, among, unpacked
from mailguard.lookalikes.watch import Lookalike

log = logging.getLogger(__name__)
CHUNK = 200  # finds
PAUSE = 1.0  # seconds between two words on how far it is


MOST_TEXT = 4 << 30  # bytes that an uploaded list may unpack to


class NoList(Exception):
    """The file is no list of names; the message says why, in English, to be translated where it is shown."""


def search(file: BinaryIO, source: str, told: Callable[[int], None] = lambda n: None) -> tuple[int, int]:
    """Read a list and keep its finds: how many look-alikes are in it, and how many were not known.

    ``file`` may be packed (gzip, bzip2, xz). ``told`` hears bytes read. Raises NoList.
    """
    n_found = n_new = 0
    chunk: list[Found] = []
    try:
        with unpacked(file) as text:
            if b"\0" in text.peek(1)[:4_096]:  # type: ignore[attr-defined] # it is buffered
                raise NoList(
                    gettext_noop("This is no list of names: it holds NUL octets. Save it as text, in UTF-8.")
                )
            for found in among(text, whom.watch(), progress=told):
                chunk.append(found)
                if len(chunk) >= CHUNK:
                    n_found, n_new = n_found + len(chunk), n_new + keep(chunk, source)
                    chunk = []
    except EOFError as error:
        raise NoList(gettext_noop("It ends too early: it is not a whole archive.")) from error
    except OSError as error:
        raise NoList(gettext_noop("It can’t be read: is it damaged?")) from error
    return n_found + len(chunk), n_new + keep(chunk, source)


@transaction.atomic
def keep(found: Iterable[Found], source: str) -> int:
    """Write finds down; how many were new. Twice is like once where the source is the same."""
    by_host = {domains.ascii_form(each.match.host): each for each in found}
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
    """Search one list that was uploaded, or what is left to do of it."""
    row = List.objects.filter(pk=list_id).exclude(state=List.State.DONE).first()
    if row is None or row.content is None:
        return
    List.objects.filter(pk=list_id).update(state=List.State.RUNNING, n_read=0, problem="")
    n_read, last = 0, time.monotonic()

    def tell(n: int) -> None:
        nonlocal n_read, last
        n_read += n
        if n_read > MOST_TEXT:
            raise NoList(
                gettext_noop("It unpacks to more than 4 GB: search it by the command on the server.")
            )
        if time.monotonic() - last >= PAUSE:
            last = time.monotonic()
            List.objects.filter(pk=list_id).update(n_read=n_read)
            told()

    try:
        n_found, n_new = search(io.BytesIO(bytes(row.content)), row.name, tell)
    except NoList as refused:
        end(row, List.State.FAILED, problem=str(refused)[:300])
        return
    end(row, List.State.DONE, n_found=n_found, n_new=n_new, n_read=n_read)


def end(row: List, state: str, **more: object) -> None:
    """Its search is over; its text is kept no longer."""
    List.objects.filter(pk=row.pk).update(state=state, content=None, finished_at=timezone.now(), **more)
    log.info("lookouts.list id=%s state=%s found=%s", row.pk, state, more.get("n_found", 0))
