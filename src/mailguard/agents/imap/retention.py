"""Held mail whose days are over is deleted, unless somebody needs it still.

Only what we put there, found by its bytes; planned before the server is asked.
"""

import logging
import time
from datetime import UTC, datetime

from mailguard.agents.imap.boxes import Box
from mailguard.agents.imap.folders import Folders
from mailguard.agents.imap.reading import Parts, Reader
from mailguard.agents.imap.state import EXPIRE, EXPIRED, GONE, Row
from mailguard.agents.platform import sightings
from mailguard.agents.platform.sightings import REPORT, WATCHER, Sighting
from mailguard.verdict import Action

log = logging.getLogger(__name__)

EVERY = 600.0  # seconds
_AT_ONCE = 100  # of which is asked whether somebody needs them
_MOST = 50  # deleted before new mail is read again
_DAY = 86_400.0


class Retention:
    def __init__(self, box: Box, folders: Folders, reader: Reader, parts: Parts) -> None:
        self._box, self._folders, self._reader = box, folders, reader
        self._state, self._keeping, self._guard = parts.state, parts.keeping, parts.settings.guard
        self._next = 0.0

    def look(self) -> None:
        days = self._keeping.keep_days
        if not days or time.monotonic() < self._next:
            return
        before, last, n = time.time() - days * _DAY, 0, 0
        while n < _MOST and (rows := self._state.due(self._box.name, before, last, _AT_ONCE)):
            last = rows[-1].id
            due = {row.id: self._sighting(row) for row in rows}
            needed = self._keeping.needed(list(due.values()))
            n += sum(self._end(row, due[row.id]) for row in rows if due[row.id].id not in needed)
        if n:
            log.info("mailbox %s: held mail deleted: %d", self._box.name, n)
        if n < _MOST:
            self._next = time.monotonic() + EVERY

    def _end(self, row: Row, seen: Sighting) -> bool:
        """Whether it was deleted; one that somebody has taken out of the folder is none of our business."""
        if not self._reader.hands.is_held(row):
            self._state.change(row, became=GONE)
            return False
        planned = self._state.change(row, plan=EXPIRE, seen=seen.to_json())
        return self._reader.finish(planned, is_fresh=False).became == EXPIRED

    def _sighting(self, row: Row) -> Sighting:
        """That by which it was told, with no more in it than that its days are over."""
        kind = REPORT if row.folder == self._folders.report else WATCHER
        boxes = (self._box.mailbox,)
        place = f"{kind} {row.folder}/{row.validity}/{row.uid}"
        return Sighting(
            id=sightings.identity(self._guard, boxes, row.sha256, place),
            at=datetime.now(UTC).replace(microsecond=0).isoformat(),
            guard=self._guard,
            kind=kind,
            mailboxes=boxes,
            message_id=row.message_id,
            sha256=row.sha256,
            size=row.size,
            action=Action.QUARANTINE.word,
            is_expired=True,
        )
