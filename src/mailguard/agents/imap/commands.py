"""What is done in one mailbox with an order: mail is held, moved back or deleted."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from mailguard.agents.imap.boxes import Box
from mailguard.agents.imap.connection import Server
from mailguard.agents.imap.errors import Unreachable
from mailguard.agents.imap.folders import Directory, Folders
from mailguard.agents.imap.reading import Parts, Reader, searchable
from mailguard.agents.imap.state import DELETE, DELETED, GONE, HELD, HOLD, LEFT, RELEASE, RELEASED, Row
from mailguard.agents.platform import commands, matching
from mailguard.agents.platform.commands import DONE, MISSING, Order
from mailguard.agents.platform.matching import Mail
from mailguard.verdict import Action

_MOST_FOUND = 200  # messages of one Message-ID, or of one size, in one folder
_MOST_NEAR, _LEAST_APART = 50, 2_000  # messages of one author, newest first; bytes of an estimate
_MOST_SUSPECT = 50  # messages of one mailbox that an order nobody has confirmed holds
_PLANS = {commands.HOLD: HOLD, commands.DELETE: DELETE, commands.RELEASE: RELEASE, commands.RESTORE: RELEASE}
_ALREADY = {HOLD: {HELD, LEFT}, DELETE: {DELETED}, RELEASE: {RELEASED}}
_CAN = {RELEASE: {HELD, LEFT}}  # from other states there is nothing to move back


class Obeying:
    def __init__(self, box: Box, server: Server, folders: Folders, reader: Reader, parts: Parts) -> None:
        self._box, self._server, self._folders, self._reader = box, server, folders, reader
        self._state, self._judge, self._settings = parts.state, parts.judge, parts.settings

    def obey(self, order: Order) -> tuple[str, int]:
        plan = _PLANS[order.deed]
        n = 0
        for row in self._all(order, plan):
            if row.became in _ALREADY[plan] and not row.plan:
                n += 1
            elif (plan not in _CAN or row.became in _CAN[plan]) and (order.place or self._is_there(row)):
                done = self._do(row, plan)
                n += done.became != GONE and not done.plan
        return (DONE if n else MISSING), n

    def _all(self, order: Order, plan: str) -> list[Row]:
        """What is meant and what varies it. Until somebody confirms the order, other bytes than those
        that it names are only held if they are suspicious for themselves, and were not given back."""
        meant = self._meant(order, plan)
        if order.suspect:
            meant = [
                row for row in meant if row.sha256 == order.sha256 or self._is_held_or_suspect(row, plan)
            ]
        rows = [*meant, *self._variants(order, plan)]
        return rows[:_MOST_SUSPECT] if order.suspect else rows

    def _is_held_or_suspect(self, row: Row, plan: str) -> bool:
        return row.became in _ALREADY[plan] or (row.became != RELEASED and self._is_suspect(row))

    def _do(self, row: Row, plan: str) -> Row:
        raw = None
        seen: dict[str, Any] = {}
        if plan == HOLD:
            raw = self._raw(row)
            seen = self._sighting(row, raw) if raw is not None else {}
        planned = self._state.change(row, plan=plan, seen=seen)
        if plan != RELEASE:
            self._state.end_release(row.sha256, row.box)
        return self._reader.finish(planned, is_fresh=False, raw=raw)

    def _is_there(self, row: Row) -> bool:
        """Whether the mailbox still has these bytes where we saw them: read, and not marked as read."""
        if row.became in {HELD, LEFT}:
            return self._reader.hands.is_held(row)
        raw = self._raw(row)
        return raw is not None and sha256(raw).hexdigest() == row.sha256

    def _raw(self, row: Row) -> bytes | None:
        place = self._reader.hands.where(row)
        bodies = self._server.bodies([place.uid], self._settings.most) if place else []
        return bodies[0].raw if bodies else None

    def _sighting(self, row: Row, raw: bytes) -> dict[str, Any]:
        place = f"{row.folder}/{row.validity}/{row.uid}"
        judged = self._judge.judge(raw, self._box, None, is_report=False, place=place)
        seen = replace(judged.sighting, raw=True, action=max(judged.action, Action.QUARANTINE).word)
        return seen.to_json()

    def _variants(self, order: Order, plan: str) -> list[Row]:
        """Mail of the same lure with links and files made for each victim, where it is told to hold what is
        alike. Words can be copied from true mail: so only what is judged suspicious for itself."""
        if plan != HOLD or not order.alike or order.place:
            return []
        attack = [(each.kind, each.value) for each in order.traits]
        rows = self._state.sharing(matching.telling(attack), self._box.name)
        return [row for row in rows if matching.varies(attack, row.traits) and self._is_suspect(row)]

    def _is_suspect(self, row: Row) -> bool:
        raw = self._raw(row) if row.became not in {HELD, LEFT, *_ALREADY[DELETE]} else None
        if raw is None or sha256(raw).hexdigest() != row.sha256:
            return False
        return self._judge.judge(raw, self._box, None, is_report=False, place="").action >= Action.WARN

    # --- Which mail is meant -----------------------------------------------------------------------
    def _meant(self, order: Order, plan: str) -> list[Row]:
        """Each mail once, known to us or found on the server."""
        found: dict[int, Row] = {}
        if order.place:
            rows = self._at(order.place, order.sha256)
        else:
            rows = [row for row in self._known(order) if _fits(row, order)]
        for row in rows:
            found[row.id] = row
        if not order.place and plan != RELEASE:
            for row in self._on_server(order, everywhere=plan == DELETE):
                found[row.id] = row
        return list(found.values())

    def _known(self, order: Order) -> list[Row]:
        state, box = self._state, self._box.name
        rows = state.same(order.sha256, box) if order.sha256 else []
        if order.message_id:
            rows += state.of_message(matching.bare(order.message_id), box)
        if order.alike or not (order.sha256 or order.message_id):
            rows += state.sharing(matching.telling((each.kind, each.value) for each in order.traits), box)
        return rows

    def _on_server(self, order: Order, *, everywhere: bool) -> Iterator[Row]:
        """Mail that came before the box was watched, or that was let pass so long ago that we forgot it; also
        what somebody, or a filter of theirs, has put into another folder. Of what has no Message-ID the same
        bytes are found alone."""
        wanted = _asked(order)
        if not wanted:
            return
        for folder in (*self._folders.watched, *(self._others() if everywhere else ())):
            try:
                told = self._server.select(folder)
            except Unreachable:
                if folder in self._folders.watched:
                    raise
                continue  # somebody else's, or gone meanwhile
            uids = self._server.search(wanted) or self._near(order)
            for uid in sorted(uids)[:_MOST_FOUND]:
                if self._state.at(self._box.name, folder, told.validity, uid) is None:
                    yield from self._made(folder, told.validity, uid, order)
                self._server.select(folder)

    def _others(self) -> tuple[str, ...]:
        """As they are now: somebody may have made one since the connection was opened."""
        return Directory(self._server).of(self._box).others

    def _near(self, order: Order) -> list[int]:
        """Where a server only estimates sizes, as Exchange does: mail of the same author, about as large."""
        authors = [each.value for each in order.traits if each.kind == "sender" and each.value[:1] != "@"]
        author = next((each for each in authors if searchable(each)), "")
        if order.message_id or not author:
            return []
        found = sorted(self._server.search(["FROM", author]))[-_MOST_NEAR:]
        most = order.size // 10 + _LEAST_APART
        return [mail.uid for mail in self._server.heads(found) if abs(mail.size - order.size) <= most]

    def _made(self, folder: str, validity: int, uid: int, order: Order) -> Iterator[Row]:
        """A row for a mail that we don't know."""
        self._server.select(folder)
        bodies = self._server.bodies([uid], self._settings.most)
        raw = bodies[0].raw if bodies else None
        if raw is None:
            return
        digest = sha256(raw).hexdigest()
        judged = self._judge.judge(raw, self._box, bodies[0].at, is_report=False, place="")
        traits = tuple((each.kind, each.value) for each in judged.traits)
        name = searchable(judged.sighting.message_id)
        row = Row(self._box.name, folder, validity, uid, digest, name, bodies[0].size, traits)
        if _fits(row, order):
            yield self._state.keep(row)

    def _at(self, place: dict[str, Any], digest: str) -> list[Row]:
        """The mail of a sighting: as we remember it, else as it lies in the folder for held mail."""
        origin = place.get("from"), place.get("from_uidvalidity"), place.get("from_uid")
        folder, validity, uid = origin
        if isinstance(folder, str) and isinstance(validity, int) and isinstance(uid, int):
            if row := self._state.at(self._box.name, folder, validity, uid):
                return [row]
            return self._remembered(place, digest, Row(self._box.name, folder, validity, uid, ""))
        return self._state.same(digest, self._box.name) if digest else []

    def _remembered(self, place: dict[str, Any], wanted: str, row: Row) -> list[Row]:
        """A mail that was held before our memory was lost, if it lies where the sighting says."""
        uid, validity = place.get("uid"), place.get("uidvalidity")
        told = self._server.select(self._folders.held, anew=True)
        if told.validity != validity or not isinstance(uid, int) or not self._server.has(uid):
            return []
        bodies = self._server.bodies([uid], self._settings.most)
        if not bodies or bodies[0].raw is None:
            return []
        digest, size = sha256(bodies[0].raw).hexdigest(), bodies[0].size
        if wanted and digest != wanted:
            return []
        held = replace(row, sha256=digest, size=size, became=HELD, held_validity=told.validity, held_uid=uid)
        return [self._state.keep(held)]


def _asked(order: Order) -> list[str]:
    """What servers are asked for: the Message-ID, or where there is none the size to the byte."""
    if wanted := searchable(matching.bare(order.message_id)):
        return ["HEADER", "Message-ID", wanted]
    if order.sha256 and order.size:
        return ["LARGER", str(order.size - 1), "SMALLER", str(order.size + 1)]
    return []


def _fits(row: Row, order: Order) -> bool:
    return matching.fits(order, Mail(frozenset({row.sha256}), row.message_id, frozenset(row.traits)))
