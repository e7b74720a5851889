"""New mail of one box: fetched in small portions, judged once, and dealt with."""

import itertools
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from imaplib import IMAP4
from typing import Any

from mailguard.agents.imap.acting import SAYS, Hands
from mailguard.agents.imap.boxes import Box, Settings
from mailguard.agents.imap.connection import ODD, Mail, Server
from mailguard.agents.imap.errors import Trouble, Unreachable
from mailguard.agents.imap.folders import Folders
from mailguard.agents.imap.judging import Judge, Judged
from mailguard.agents.imap.keeping import Keeping
from mailguard.agents.imap.state import (
    EXPIRED,
    GONE,
    HELD,
    HOLD,
    LEFT,
    PASSED,
    RELEASED,
    WARN,
    WARNED,
    Row,
    State,
)
from mailguard.agents.platform import sightings
from mailguard.agents.platform.sightings import Sighting
from mailguard.i18n import mark, translate
from mailguard.verdict import Action

log = logging.getLogger(__name__)

_AT_ONCE = 20  # messages
_BYTES = 5_000_000  # of the messages fetched at once
_TRIES, _TRIES_ODD = 5, 2  # for a message that breaks the connection, and for an answer without sense
_NOTED_EVERY = 3_600.0  # seconds: how far a folder was read, where nothing came
_MOST_ID = 250  # characters of a Message-ID that is looked for


class _Nonsense(Exception):
    """What the server says of messages can't be understood, but it goes on speaking."""


class Stumbles:
    """Counts how often a message has broken the connection; outlives connections."""

    def __init__(self) -> None:
        self._at: tuple[str, int, int] | None = None
        self._n = 0

    def begin(self, folder: str, validity: int, uid: int) -> bool:
        """Before a message is touched alone; False where it is better left alone."""
        where = (folder, validity, uid)
        self._n = self._n + 1 if where == self._at else 1
        self._at = where
        return self._n <= _TRIES

    def is_suspect(self, folder: str, validity: int, uids: list[int]) -> bool:
        """Whether one of these has broken a connection: they are then fetched one by one."""
        return self._at is not None and self._at[:2] == (folder, validity) and self._at[2] in uids

    def broke(self, folder: str, validity: int, uid: int) -> None:
        if self._at is None or self._at[:2] != (folder, validity) or self._at[2] < uid:
            self._at, self._n = (folder, validity, uid), 0


class Reader:
    def __init__(
        self,
        box: Box,
        server: Server,
        folders: Folders,
        parts: "Parts",
    ) -> None:
        self._box, self._server, self._folders = box, server, folders
        self._state, self._judge, self._keeping = parts.state, parts.judge, parts.keeping
        self._settings, self._stumbles = parts.settings, parts.stumbles
        self.hands = Hands(server, folders, parts.state, parts.settings)
        self.n_judged = self.n_held = 0
        self.problem: Trouble | None = None

    # --- What was begun ----------------------------------------------------------------------------
    def settle(self) -> None:
        """Carry out what is planned still: a process was killed, a connection broke, the server refused."""
        self.problem = None
        for row in self._state.planned(self._box.name):
            self.finish(row, is_fresh=False)

    def finish(self, row: Row, *, is_fresh: bool, raw: bytes | None = None) -> Row:
        """Carry out a plan, tell of it, cross it out: in this order. Where the server refuses, it is tried
        again later, and other mail doesn't wait for that."""
        try:
            return self._finish(row, is_fresh=is_fresh, raw=raw)
        except (IMAP4.abort, Trouble):
            raise
        except ODD as error:
            self.problem = Trouble(mark("The server refuses to move a mail: {why}."), why=str(error)[:200])
            log.warning("mailbox %s: %s", self._box.name, self.problem)
            return row

    def _finish(self, row: Row, *, is_fresh: bool, raw: bytes | None) -> Row:
        if row.plan == HOLD and row.seen and row.seen.get("opened") is None:
            row = self._looked_up(row)
        done = self.hands.carry_out(row, is_fresh=is_fresh)
        if done.seen:
            self._tell(done, raw)
        self.n_held += row.plan == HOLD and done.became in {HELD, LEFT}
        return self._state.change(done, plan="", seen={})

    def _looked_up(self, row: Row) -> Row:
        """With whether its reader has opened it: asked before a mail is held that lay there for a while."""
        place = self.hands.where(row)
        found = self._server.heads([place.uid]) if place else []
        return replace(row, seen={**row.seen, "opened": _is_opened(found[0])}) if found else row

    def _tell(self, row: Row, raw: bytes | None) -> None:
        seen = sightings.from_json(row.seen)
        place: dict[str, Any] = {
            "box": row.box,
            "folder": self._folders.held if row.became in {HELD, LEFT} else row.folder,
            "uidvalidity": row.held_validity or row.validity,
            "uid": row.held_uid or row.uid,
            "from": row.folder,
            "from_uidvalidity": row.validity,
            "from_uid": row.uid,
        }
        if row.became == EXPIRED:
            place = {}
        done = seen.done or translate(SAYS[row.became], self._settings.language).format(
            folder=self._folders.held
        )
        if raw is None and seen.raw:
            raw = self._raw(row)
        self._keeping.post(replace(seen, done=done, place=place, raw=seen.raw and raw is not None), raw)

    def _raw(self, row: Row) -> bytes | None:
        """The bytes of a mail that was judged before we were killed."""
        folder = self._folders.held if row.became in {HELD, LEFT} else row.folder
        if row.became == GONE or not (place := self.hands.find(folder, row)):
            return None
        bodies = self._server.bodies([place.uid], self._settings.most)
        return bodies[0].raw if bodies else None

    # --- New mail ----------------------------------------------------------------------------------
    def read(self, folder: str) -> None:
        told = self._server.select(folder)
        validity, read_to, read_at = self._state.read_to(self._box.name, folder)
        if validity != told.validity or not read_at:
            read_to = self._beginning(folder, read_at) - 1
            self._state.begin_at(self._box.name, folder, told.validity, read_to)
        for uids in self._server.after(read_to):
            for some in _cut(uids):
                self._read_some(folder, told.validity, some)
            self._again(folder, told.validity)
        validity, read_to, read_at = self._state.read_to(self._box.name, folder)
        if read_at < time.time() - _NOTED_EVERY:
            self._state.passed(self._box.name, folder, validity, read_to)

    def _again(self, folder: str, validity: int) -> None:
        """Back to the folder that is being read: a deed may have opened another one."""
        if self._server.select(folder).validity != validity:
            raise Unreachable(mark("The folder “{folder}” was made anew meanwhile."), folder=folder)

    def _beginning(self, folder: str, read_at: float) -> int:
        told = self._server.select(folder, anew=True)
        if folder == self._folders.report and not read_at:
            return 1
        if read_at:
            day = datetime.fromtimestamp(read_at, UTC) - timedelta(days=2)
        elif self._box.look_back:
            day = datetime.now(UTC) - timedelta(days=self._box.look_back)
        else:
            return told.next or self._server.last() + 1
        return self._server.since(day.date())

    def _read_some(self, folder: str, validity: int, uids: list[int]) -> None:
        if self._stumbles.is_suspect(folder, validity, uids):
            self._read_singly(folder, validity, uids)
            return
        try:
            for portion in self._portions(uids):
                fetched = {mail.uid: mail for mail in self._fetched(portion)}
                for uid in portion:
                    self.take(folder, validity, uid, fetched.get(uid))
                    self._again(folder, validity)
        except (IMAP4.abort, OSError):
            self._stumbles.broke(folder, validity, self._unread(folder, uids)[0])
            raise
        except _Nonsense:
            self._read_singly(folder, validity, self._unread(folder, uids))

    def _fetched(self, uids: list[int]) -> list[Mail]:
        try:
            return self._server.bodies(uids, self._settings.most)
        except (IMAP4.abort, Trouble):
            raise
        except ODD as error:
            raise _Nonsense from error

    def _unread(self, folder: str, uids: list[int]) -> list[int]:
        """Those of a portion that were not judged yet; at least the last."""
        _, read_to, _ = self._state.read_to(self._box.name, folder)
        return [uid for uid in uids if uid > read_to] or uids[-1:]

    def _read_singly(self, folder: str, validity: int, uids: list[int]) -> None:
        """One by one: what breaks the connection again and again, or makes no sense twice, is passed over."""
        for uid in uids:
            self._again(folder, validity)
            mail = None
            is_read = self._stumbles.begin(folder, validity, uid)
            for _ in range(_TRIES_ODD if is_read else 0):
                try:
                    mail = next(iter(self._fetched([uid])), None)
                    break
                except _Nonsense:
                    is_read = False
            if not is_read and mail is None:
                log.warning("mailbox %s: message %d of %s can't be read", self._box.name, uid, folder)
            self.take(folder, validity, uid, mail)
        self._again(folder, validity)

    def _portions(self, uids: list[int]) -> Iterator[list[int]]:
        """As many at once as memory likes; those that have gone count nothing."""
        if len(uids) == 1:
            yield uids
            return
        sizes = {mail.uid: mail.size for mail in self._server.heads(uids)}
        portion: list[int] = []
        total = 0
        for uid in uids:
            size = min(sizes.get(uid, 0), self._settings.most)
            if portion and total + size > _BYTES:
                yield portion
                portion, total = [], 0
            portion.append(uid)
            total += size
        if portion:
            yield portion

    def take(self, folder: str, validity: int, uid: int, mail: Mail | None) -> None:
        """One message: known already, judged now, or vanished meanwhile."""
        raw = mail.raw if mail else None
        if mail is None or raw is None or (not raw and mail.size):
            self._state.passed(self._box.name, folder, validity, uid)
            return
        if self._state.at(self._box.name, folder, validity, uid):
            self._state.passed(self._box.name, folder, validity, uid)
            return
        digest = sha256(raw).hexdigest()
        known = self._state.same(digest, self._box.name)
        is_report = folder == self._folders.report
        row = Row(self._box.name, folder, validity, uid, digest, size=mail.size)
        if known and not is_report and self._is_known(row, known, mail):
            return
        judged = self._judge.judge(
            raw, self._box, mail.at, is_report=is_report, place=f"{folder}/{validity}/{uid}"
        )
        self.n_judged += 1
        self._decide(row, judged, mail, is_report=is_report, is_fresh=not known)

    def _is_known(self, row: Row, known: list[Row], mail: Mail) -> bool:
        """Whether these bytes need no more judging: they were let pass, released, or taken back."""
        held = [each for each in known if each.became in {HELD, LEFT}]
        is_marked = b"\\deleted" in {each.lower() for each in mail.flags}
        if held and is_marked:
            return False  # another copy of it: it is held, too
        back = next((each for each in held if not self.hands.is_held(each)), None)
        self._server.select(row.folder)
        if back is not None:
            self._state.change(back, became=RELEASED)
            row = replace(row, message_id=back.message_id, traits=back.traits, became=RELEASED)
            self.finish(self._state.judged(replace(row, plan=WARN)), is_fresh=True)
            return True
        last = next((each for each in known if each.became == RELEASED), None if held else known[0])
        if last is None:
            return False
        became = last.became if last.became in {RELEASED, WARNED} else PASSED
        self._state.judged(replace(row, message_id=last.message_id, traits=last.traits, became=became))
        return True

    def _decide(self, row: Row, judged: Judged, mail: Mail, *, is_report: bool, is_fresh: bool) -> None:
        seen = replace(judged.sighting, opened=_is_opened(mail))
        plan = ""
        if is_report or judged.action >= Action.QUARANTINE:
            plan = HOLD
        elif judged.action == Action.WARN:
            plan = WARN
        is_told = bool(plan) or bool(seen.decoys) or self._settings.tells_all
        seen = replace(seen, raw=bool(plan))
        row = replace(
            row,
            message_id=searchable(seen.message_id),
            traits=tuple((each.kind, each.value) for each in judged.traits),
            plan=plan,
            seen=seen.to_json() if plan else {},
        )
        if is_told and not plan:
            self._keeping.post(self._passed(seen, row), None)
        made = self._state.judged(row)
        if plan:
            self.finish(made, is_fresh=is_fresh, raw=mail.raw)

    def _passed(self, seen: Sighting, row: Row) -> Sighting:
        place = {"box": row.box, "folder": row.folder, "uidvalidity": row.validity, "uid": row.uid}
        return replace(seen, done=translate(SAYS[PASSED], self._settings.language), place=place)


class Parts:
    def __init__(self, settings: Settings, state: State, judge: Judge, keeping: Keeping) -> None:
        self.settings, self.state, self.judge, self.keeping = settings, state, judge, keeping
        self.stumbles = Stumbles()

    def for_box(self) -> "Parts":
        return Parts(self.settings, self.state, self.judge, self.keeping)


def _is_opened(mail: Mail) -> bool:
    return b"\\seen" in {each.lower() for each in mail.flags}


def _cut(uids: list[int]) -> Iterator[list[int]]:
    rest = iter(uids)
    while some := list(itertools.islice(rest, _AT_ONCE)):
        yield some


def searchable(message_id: str) -> str:
    is_plain = message_id.isascii() and message_id.isprintable() and len(message_id) <= _MOST_ID
    return message_id if is_plain and not set('"\\') & set(message_id) else ""
