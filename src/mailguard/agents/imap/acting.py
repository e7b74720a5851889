"""Deeds with a mail on its server: held, released, deleted, flagged.

A killed process may have begun one: look where the mail is first, so each is done once.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from imaplib import IMAP4

from imapclient.exceptions import IMAPClientError

from mailguard.agents.imap.boxes import Settings
from mailguard.agents.imap.connection import ODD, Selected, Server
from mailguard.agents.imap.errors import Trouble
from mailguard.agents.imap.folders import Folders
from mailguard.agents.imap.state import (
    DELETE,
    DELETED,
    EXPIRE,
    EXPIRED,
    GONE,
    HELD,
    HOLD,
    LEFT,
    PASSED,
    RELEASE,
    RELEASED,
    WARN,
    WARNED,
    Row,
    State,
)
from mailguard.i18n import mark

_MOST_LOOKED_AT = 20  # messages of the same Message-ID
SAYS = {
    HELD: mark("Moved to the folder “{folder}”."),
    LEFT: mark("Copied to the folder “{folder}”; this server can only mark the original as deleted."),
    WARNED: mark("Flagged in its folder."),
    RELEASED: mark("Moved back to the folder “{folder}”."),
    DELETED: mark("Deleted from the mailbox."),
    EXPIRED: mark("Deleted: its days in the folder “{folder}” were over."),
    GONE: mark("It had gone from the mailbox before anything could be done."),
    PASSED: mark("Left where it is."),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail is, or None in its stead where it is nowhere."""

    folder: str
    validity: int
    uid: int


class Hands:
    def __init__(self, server: Server, folders: Folders, state: State, settings: Settings) -> None:
        self._server, self._folders, self._state, self._settings = server, folders, state, settings

    def carry_out(self, row: Row, *, is_fresh: bool = False) -> Row:
        """Carry a plan out; the row as it is then. ``is_fresh``: nobody can have begun it before."""
        deeds = {HOLD: self._hold, RELEASE: self._release, DELETE: self._delete, WARN: self._warn}
        became, place = (deeds | {EXPIRE: self._expire})[row.plan](row, is_fresh)
        validity, uid = (place.validity, place.uid) if place else (row.held_validity, row.held_uid)
        is_newly_held = became in {HELD, LEFT} and row.became not in {HELD, LEFT}
        held_at = time.time() if is_newly_held else row.held_at
        return self._state.change(row, became=became, held_validity=validity, held_uid=uid, held_at=held_at)

    # --- Deeds -------------------------------------------------------------------------------------
    def _hold(self, row: Row, is_fresh: bool) -> tuple[str, Place | None]:
        source = Place(row.folder, row.validity, row.uid)
        place, is_left = self._carry(row, source, self._folders.held, is_fresh)
        if place is None:
            return GONE, None
        return (LEFT if is_left else HELD), self._sole(place, row)

    def _sole(self, place: Place, row: Row) -> Place:
        """Where it is held, once. Another watcher of the mailbox, of which we know nothing, may have moved it
        at the same moment, which leaves two copies on some servers. Of those the later one goes, by whoever
        made it: the numbers of a folder rise, so both agree which it is, and the first is never deleted."""
        if not self._server.has_uidplus or self._server.is_gmail:
            return place
        first = next((each for each in self._copies(place.folder, row) if each.uid < place.uid), None)
        if first is None:
            return place
        self._remove(place)
        return first

    def _release(self, row: Row, is_fresh: bool) -> tuple[str, Place | None]:
        held = self._in_held(row)
        target = row.folder if row.folder != self._folders.report else "INBOX"
        if held is None:
            there = self.find(target, row)
            return (RELEASED if there else GONE), there
        place, _ = self._carry(row, held, target, is_fresh)
        return (RELEASED if place else GONE), place

    def _delete(self, row: Row, _is_fresh: bool) -> tuple[str, Place | None]:
        place = self._in_held(row) or self.where(row)
        if place is None:
            return (DELETED if row.became in {HELD, LEFT, DELETED} else GONE), None
        self._remove(place)
        return DELETED, None

    def _expire(self, row: Row, _is_fresh: bool) -> tuple[str, Place | None]:
        """Out of the folder for held mail, from nowhere else. It was there when that was planned."""
        if place := self._in_held(row):
            self._remove(place)
        return EXPIRED, None

    def _remove(self, place: Place) -> None:
        self._server.select(place.folder)
        trash = self._folders.trash
        if self._server.is_gmail and trash and place.folder != trash:
            self._server.move(place.uid, trash)  # elsewhere Gmail would only take a label away
        else:
            self._server.remove(place.uid)

    def _warn(self, row: Row, _is_fresh: bool) -> tuple[str, Place | None]:
        place = self.where(row)
        if place is None:
            return GONE, None
        told = self._server.select(place.folder)
        wanted = [each.encode("ascii") for each in self._settings.warn]
        flags = [each for each in wanted if b"\\*" in told.flags or each in told.flags]
        if flags:
            self._server.flag(place.uid, flags)
        return (RELEASED if row.became == RELEASED else WARNED), None

    # --- Moving ------------------------------------------------------------------------------------
    def _carry(self, row: Row, source: Place, target: str, is_fresh: bool) -> tuple[Place | None, bool]:
        told = self._server.select(source.folder)
        is_there = told.validity == source.validity and (is_fresh or self._server.has(source.uid))
        if not is_there:
            return self.find(target, row), False
        if self._server.has_move:
            there = self._into(self._server.move, source.uid, target)
            return self._arrived(there, target, row), False
        there = (0, 0)
        if not is_fresh and (copied := self.find(target, row)):
            there = (copied.validity, copied.uid)
        self._server.select(source.folder)
        if not there[1]:
            there = self._into(self._server.copy, source.uid, target)
        is_left = not self._server.remove(source.uid)
        return self._arrived(there, target, row), is_left

    def _into(self, deed: Callable[[int, str], tuple[int, int]], uid: int, target: str) -> tuple[int, int]:
        """Move or copy; a folder that somebody has renamed or deleted meanwhile is made again."""
        try:
            return deed(uid, target)
        except IMAP4.abort:
            raise
        except IMAPClientError as error:
            try:
                self._server.make(target)
            except IMAP4.abort:
                raise
            except IMAPClientError:
                raise error from None  # it is there: something else is refused
            return deed(uid, target)

    def _arrived(self, there: tuple[int, int], target: str, row: Row) -> Place | None:
        return Place(target, *there) if there[1] else self.find(target, row)

    # --- Finding -----------------------------------------------------------------------------------
    def is_held(self, row: Row) -> bool:
        return self._in_held(row) is not None

    def _in_held(self, row: Row) -> Place | None:
        told = self._server.select(self._folders.held, anew=True)
        is_known = row.held_uid and told.validity == row.held_validity
        if is_known and self._is_it(row.held_uid, row):
            return Place(told.name, told.validity, row.held_uid)
        return self.find(self._folders.held, row)

    def where(self, row: Row) -> Place | None:
        told = self._server.select(row.folder)
        if told.validity == row.validity and self._server.has(row.uid):
            return Place(row.folder, row.validity, row.uid)
        return self.find(row.folder, row)

    def find(self, folder: str, row: Row) -> Place | None:
        """The same bytes in a folder: looked for by Message-ID, else by size."""
        return next(self._copies(folder, row), None)

    def _copies(self, folder: str, row: Row) -> Iterator[Place]:
        told = self._server.select(folder, anew=True)
        uids: list[int] = []
        if row.message_id:
            uids = self._server.search(["HEADER", "Message-ID", f"<{row.message_id}>"])
        if not uids:
            uids = self._server.search(["LARGER", max(row.size - 1, 0), "SMALLER", row.size + 1])
        for uid in sorted(set(uids) - self._of_others(row, told), reverse=True)[:_MOST_LOOKED_AT]:
            if self._is_it(uid, row):
                yield Place(folder, told.validity, uid)

    def _of_others(self, row: Row, told: Selected) -> set[int]:
        """Where other copies of the same bytes lie: held, or put back."""
        states = {HELD, LEFT} if told.name == self._folders.held else {RELEASED}
        known = self._state.same(row.sha256, row.box)
        others = (each for each in known if each.id != row.id and each.became in states)
        return {each.held_uid for each in others if each.held_validity == told.validity}

    def _is_it(self, uid: int, row: Row) -> bool:
        try:
            return self._is_same(uid, row)
        except (IMAP4.abort, Trouble):
            raise
        except ODD:  # of this one the server says nothing that makes sense
            return False

    def _is_same(self, uid: int, row: Row) -> bool:
        heads = self._server.heads([uid])
        if not heads or (row.size and heads[0].size != row.size):
            return False
        bodies = self._server.bodies([uid], self._settings.most)
        return bool(bodies) and sha256(bodies[0].raw or b"").hexdigest() == row.sha256
