"""Bounces out of a mailbox, by IMAP.

A message is filed once what it says is committed, then the place moves on: a killed reading finds it again,
and its key says that it was acted on. Other mail stays where it is, unread; that a letter was answered is
noted, once.
"""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_noop
from imapclient import DELETED, SEEN, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from hustings.foundation.jobs import is_stopping
from hustings.foundation.lib.text.jsons import plain
from hustings.outreach.bounces import incoming, intake, replies
from hustings.outreach.bounces.mailbox_settings import Place
from hustings.outreach.bounces.models import Mailbox
from hustings.outreach.bounces.parsers import messages
from hustings.outreach.bounces.reports import Kind

log = logging.getLogger(__name__)

FILED_IN = "Hustings"  # the folder for what was read
_AT_ONCE = 200  # messages
_BYTES = 20_000_000  # of the messages fetched at once
_TIMES = SocketTimeout(connect=15, read=60)
_SLICE = 45.0  # seconds a scheduled reading takes at most: it comes again
_HERE = {"localhost", "127.0.0.1", "::1"}


class Trouble(Exception):
    """The mailbox is not read, for its password would travel in the clear."""


def read_all() -> None:
    """Read every mailbox of the settings. One that fails holds up no other, and is named in HQ."""
    for url in settings.BOUNCE_MAILBOXES:
        place = Place.read(url)
        box = Mailbox.objects.get_or_create(name=str(place))[0]
        problem, said = "", ""
        try:
            read(place)
        except Trouble as trouble:
            problem = Mailbox.Problem.IN_CLEAR
            log.warning("mailbox %s: %s", place, trouble)
        except (IMAPClientError, OSError) as error:
            problem, said = Mailbox.Problem.FAILED, _said(error)
            log.warning("mailbox %s: %s", place, said)
        Mailbox.objects.filter(pk=box.pk).update(problem=problem, said=said, read_at=timezone.now())


def _said(error: Exception) -> str:
    return plain(str(error) or type(error).__name__)[:300]


def read(place: Place) -> Counter[str]:
    """Read what is new in a folder and file what was understood; how many of which kind were acted on."""
    ends_at = time.monotonic() + _SLICE
    n: Counter[str] = Counter()
    with opened(place) as client:
        told = client.select_folder(place.folder)
        box = _box(place, int(told[b"UIDVALIDITY"]))
        uids = [uid for uid in client.search(["UID", f"{box.read_to + 1}:*"]) if uid > box.read_to]
        for some in _portions(client, sorted(uids)):
            n += _read_some(client, box, some)
            if is_stopping() or time.monotonic() > ends_at:
                break
    return n


def _box(place: Place, validity: int) -> Mailbox:
    """How far it has been read; from the start where its numbers have changed."""
    box = Mailbox.objects.get_or_create(name=str(place))[0]
    if box.validity != validity:
        box.validity, box.read_to = validity, 0
        box.save(update_fields=["validity", "read_to"])
    return box


def _read_some(client: IMAPClient, box: Mailbox, uids: list[int]) -> Counter[str]:
    part = f"BODY.PEEK[]<0.{messages.SIZE}>"
    fetched = client.fetch(uids, [part])
    raws = {uid: _body(data) for uid, data in fetched.items()}
    letters = {uid: letter for uid, raw in sorted(raws.items()) if raw and (letter := incoming.read(raw))}
    reports = {uid: messages.read(raw) for uid, raw in sorted(raws.items()) if raw and uid not in letters}
    incoming.take_in(letters.values())
    n = intake.take_in(reports.values(), "mailbox")
    replies.take_in(reports.values())
    _file(client, [*letters, *(uid for uid, report in reports.items() if report.kind != Kind.OTHER)])
    Mailbox.objects.filter(pk=box.pk, validity=box.validity).update(read_to=uids[-1])
    log.info(
        "mailbox %s: %d messages, %s", box.name, len(uids), dict(Counter(r.kind for r in reports.values()))
    )
    return n


def _body(data: dict[bytes, object]) -> bytes:
    found = next((value for name, value in data.items() if name.startswith(b"BODY[]")), b"")
    return found if isinstance(found, bytes) else b""


def _portions(client: IMAPClient, uids: list[int]) -> Iterator[list[int]]:
    """As many at once as memory likes."""
    for start in range(0, len(uids), _AT_ONCE):
        some = uids[start : start + _AT_ONCE]
        sizes = {
            uid: int(data.get(b"RFC822.SIZE", 0)) for uid, data in client.fetch(some, ["RFC822.SIZE"]).items()
        }
        portion: list[int] = []
        total = 0
        for uid in some:
            size = min(sizes.get(uid, 0), messages.SIZE)
            if portion and total + size > _BYTES:
                yield portion
                portion, total = [], 0
            portion.append(uid)
            total += size
        yield portion


# --- Filing ----------------------------------------------------------------------------------------
def _file(client: IMAPClient, uids: list[int]) -> None:
    if not uids:
        return
    folder = _folder(client)
    client.add_flags(uids, [SEEN], silent=True)
    if client.has_capability("MOVE"):
        client.move(uids, folder)
        return
    client.copy(uids, folder)
    client.add_flags(uids, [DELETED], silent=True)
    if client.has_capability("UIDPLUS"):  # else what others have marked would go, too
        client.uid_expunge(uids)


def _folder(client: IMAPClient) -> str:
    """The folder for what was read, made at first use where the server keeps people's folders."""
    prefix = ""
    if client.has_capability("NAMESPACE") and (own := client.namespace().personal):
        prefix = str(own[0][0] or "")
    name = f"{prefix}{FILED_IN}"
    if not client.folder_exists(name):
        client.create_folder(name)
    return name


@contextmanager
def opened(place: Place) -> Iterator[IMAPClient]:
    """Signed in there; raises Trouble, and what IMAP and the network raise."""
    if place.scheme == "imap" and place.host not in _HERE:
        raise Trouble(gettext_noop("This would send the password unencrypted. Use imaps:// or imap+tls://."))
    is_tls = place.scheme == "imaps"
    with IMAPClient(place.host, port=place.port, ssl=is_tls, timeout=_TIMES, use_uid=True) as client:
        if place.scheme == "imap+tls":
            client.starttls()
        client.login(place.user, place.password)
        yield client
