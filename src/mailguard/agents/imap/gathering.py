"""Mail of a mailbox in portions, unmarked, to learn from; no deleted mail, junk, drafts, held mail."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from imaplib import IMAP4

from mailguard.agents.imap.boxes import Box
from mailguard.agents.imap.connection import ODD, Mail, Server
from mailguard.agents.imap.errors import Trouble
from mailguard.agents.imap.folders import Directory, Named

_AT_ONCE = 50  # messages
_BYTES = 8_000_000  # of the messages fetched at once
_OTHERS = {"\\junk", "\\trash", "\\drafts"}
SENT = "\\sent"


@dataclass(frozen=True, slots=True)
class Portion:
    """Some messages of a folder; after them it is read up to the number ``read_to``. What was longer than
    asked for is cut: ``Mail.size`` says how long it is."""

    folder: str
    is_sent: bool
    validity: int
    read_to: int
    mails: tuple[Mail, ...]


def portions(
    server: Server, box: Box, places: Mapping[str, tuple[int, int]], *, most: int, since: date | None = None
) -> Iterator[Portion]:
    """``places`` are UIDVALIDITY and the last number that was read, by folder. A folder that is new, or whose
    numbers have changed, is read from the day ``since``, or whole. Of a message ``most`` bytes are read."""
    for folder in _wanted(Directory(server).everywhere(), box):
        try:
            told = server.select(folder.name, anew=True)
        except IMAP4.abort:
            raise
        except Trouble:
            continue  # somebody else's, or gone meanwhile
        validity, read_to = places.get(folder.name, (0, 0))
        if validity != told.validity:
            read_to = server.since(since) - 1 if since and told.n else 0
        for uids in server.after(read_to):
            for some in _cut(server, uids, most):
                mails = tuple(_fetched(server, some, most))
                yield Portion(folder.name, folder.use == SENT, told.validity, some[-1], mails)


def _wanted(found: list[Named], box: Box) -> list[Named]:
    """Sent mail first: it is there that trust begins."""
    ours = {box.held.lower(), box.report.lower()} - {""}
    kept = [each for each in found if each.use not in _OTHERS and not _is_one(each.name, ours)]
    return sorted(kept, key=lambda each: each.use != SENT)


def _is_one(name: str, ours: set[str]) -> bool:
    lower = name.lower()
    return lower in ours or any(lower.endswith((f".{each}", f"/{each}")) for each in ours)


def _cut(server: Server, uids: list[int], most: int) -> Iterator[list[int]]:
    """As many at once as memory likes."""
    rest = iter(uids)
    while some := list(itertools.islice(rest, _AT_ONCE)):
        sizes = {mail.uid: min(mail.size, most) for mail in server.heads(some)}
        portion: list[int] = []
        total = 0
        for uid in some:
            if portion and total + sizes.get(uid, 0) > _BYTES:
                yield portion
                portion, total = [], 0
            portion.append(uid)
            total += sizes.get(uid, 0)
        yield portion


def _fetched(server: Server, uids: list[int], most: int) -> Iterator[Mail]:
    try:
        yield from server.bodies(uids, most)
    except (IMAP4.abort, Trouble):
        raise
    except ODD:
        if len(uids) > 1:
            for uid in uids:
                yield from _fetched(server, [uid], most)
