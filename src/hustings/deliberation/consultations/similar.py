"""Contributions like what somebody types, from an index that this process keeps of each consultation."""

import threading
import time
from collections.abc import Mapping

from django.db import connections

from hustings.deliberation.consultations.models import Consultation, Item, Version
from hustings.deliberation.consultations.public_lists import LISTED
from hustings.deliberation.consultations.reading.similar_texts import Index

LEAST = 20  # letters typed, below which nothing is alike
FRESH = 5.0  # seconds between looks for what is new
OVERLAP = 200  # numbers read again, of rows whose transaction ended late
STEP = 1_000  # rows read at once, some half a second's work: whoever types first doesn't wait for all
MOST = 20  # consultations
SAME, DUPLICATES = 0.4, 5  # likeness of what may be a duplicate, and how many are proposed


class _Kept:
    def __init__(self) -> None:
        self.index, self.lock, self.read_at = Index(), threading.Lock(), 0.0
        self.is_whole = False

    def update(self, consultation: int) -> None:
        """Read what is new; whoever comes while another thread does so goes on with what is there.

        Of many, the first are read while one waits, the others by a thread beside.
        """
        if time.monotonic() - self.read_at < FRESH or not self.lock.acquire(blocking=False):
            return
        try:
            self._read(consultation)
        except BaseException:
            self.lock.release()
            raise
        if self.is_whole:
            self.lock.release()
        else:
            threading.Thread(target=self._go_on, args=(consultation,), name="similar", daemon=True).start()

    def _go_on(self, consultation: int) -> None:
        try:
            while not self.is_whole:
                self._read(consultation)
        finally:
            self.lock.release()
            connections.close_all()  # those of this thread

    def _read(self, consultation: int) -> None:
        rows = Version.objects.filter(
            item__consultation=consultation, item__kind__in=LISTED, pk__gt=self.index.upto - OVERLAP
        )
        told = list(rows.order_by("pk").values_list("pk", "item", "title", "text")[:STEP])
        self.index.update((pk, item, f"{title}\n{text}") for pk, item, title, text in told)
        self.is_whole, self.read_at = len(told) < STEP, time.monotonic()


_indexes: dict[int, _Kept] = {}
_lock = threading.Lock()


def is_whole(consultation: Consultation) -> bool:
    """Whether all contributions were read, so that nothing alike is missing."""
    with _lock:
        kept = _indexes.get(consultation.pk)
    return kept is not None and kept.is_whole


def _index(consultation: Consultation) -> Index:
    with _lock:
        kept = _indexes.pop(consultation.pk, None) or _Kept()
        _indexes[consultation.pk] = kept
        while len(_indexes) > MOST:
            del _indexes[next(iter(_indexes))]
    kept.update(consultation.pk)
    return kept.index


def duplicates(consultation: Consultation, texts: Mapping[int, str]) -> dict[int, list[int]]:
    """Items, by number, that may say the same as each of these: item -> others, the likest first."""
    index = _index(consultation)
    return {
        key: [match.key for match in index.near(text, DUPLICATES, least=SAME, but=key)]
        for key, text in texts.items()
    }


def near(consultation: Consultation, text: str, *, but: int | None = None) -> list[Item]:
    """The items that are most like ``text``, those shown alone; ``but``: not this one."""
    if len(text.strip()) < LEAST:
        return []
    matches = _index(consultation).near(text, but=but)
    rows = Item.objects.live().filter(consultation=consultation).for_lists().select_related("phase")
    found = rows.in_bulk([match.key for match in matches])
    return [found[match.key] for match in matches if match.key in found]
