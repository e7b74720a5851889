"""Reports out of a mailbox, by IMAP: read, answered, filed away once committed.

What comes from no member, or from a program, gets no answer. A report that nothing proves waits for the
security lead, and nothing is held.
"""

import logging
import re
from email.utils import parseaddr
from functools import partial
from hashlib import sha256
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from imapclient import DELETED, SEEN, IMAPClient
from imapclient.exceptions import IMAPClientError

from hustings.foundation.accounts.models import User
from hustings.foundation.jobs import is_stopping
from hustings.foundation.lib.text.jsons import plain
from hustings.foundation.lib.web import rate_limits
from hustings.security.incidents import actions, tasks
from hustings.security.incidents.hostile_mail import forwarded, mime_limits, sender_proof
from hustings.security.incidents.models import Report, Source
from hustings.security.incidents.sources import mailbox_tests, retrying
from mailguard.authentication.dns import Resolver

log = logging.getLogger(__name__)
FILED_IN = "Hustings"
MOST = 25_000_000  # bytes of a message that are read
_AT_ONCE = 50
_DAY = 24 * 3_600
_ANSWERS = {True: (20, 3_600), False: (1, _DAY)}  # that nothing was found: how many in how many seconds
_FROM = re.compile(r"\[(?:IPv6:)?([0-9a-f.:]{3,45})\]", re.IGNORECASE)


def read_all() -> int:
    """Read every mailbox for reports; how many messages. One that fails is named in HQ."""
    n = 0
    for source in Source.objects.live().filter(kind=Source.Kind.REPORTS, paused_at=None):
        problem = ""
        try:
            n += read(source)
        except mailbox_tests.Trouble as trouble:
            problem = str(trouble)[:300]
        except (IMAPClientError, OSError) as error:
            problem = plain(str(error) or type(error).__name__)[:300]
        except retrying.PASSING:
            raise
        except Exception as error:  # the other mailboxes are read all the same
            problem = retrying.where(error)[:300]
        if problem:
            log.warning("mailbox for reports %s: %s", source.pk, problem)
        Source.objects.filter(pk=source.pk).update(problem=problem, seen_at=timezone.now())
    return n


def read(source: Source) -> int:
    """Read what has come unread since we were connected and file it; how many messages."""
    n = 0
    with mailbox_tests.opened(source) as client:
        validity, read_to = _begun(source, client)
        found = client.search(["NOT", "DELETED", "UNSEEN", "UID", f"{read_to + 1}:*"])
        for uid in sorted(each for each in found if each > read_to)[:_AT_ONCE]:
            name = f"report {source.pk}/{validity}/{uid}"
            if retrying.attempt(name, partial(_take, client, uid), partial(actions.set_aside, source.name)):
                _file(client, uid)
                n += 1
            if is_stopping():
                break
    return n


def _begun(source: Source, client: IMAPClient) -> tuple[int, int]:
    """The folder's UIDVALIDITY, and the last number that is none of ours. A folder that we see for the first
    time, or that was made anew, begins with what comes from now on: it may be somebody's own."""
    validity, upcoming = mailbox_tests.beginning(client, client.select_folder(source.folder))
    if source.validity != validity:
        source.validity, source.read_to = validity, upcoming - 1
        Source.objects.filter(pk=source.pk).update(validity=validity, read_to=upcoming - 1)
    return validity, source.read_to


def _take(client: IMAPClient, uid: int) -> None:
    told = client.fetch([uid], [f"BODY.PEEK[]<0.{MOST}>"]).get(uid, {})
    raw = next((value for name, value in told.items() if name.startswith(b"BODY[]")), b"")
    take(raw if isinstance(raw, bytes) else b"")


def take(raw: bytes, resolver: Resolver | None = None) -> list[Report]:
    """Make reports of forwarded mails; nothing of those of strangers and programs."""
    message = mime_limits.message(raw)
    address = parseaddr(_header(message, "From"))[1]
    user = actions.reporter(address)
    if user is None or _is_automatic(message):
        log.info("incidents: a message to the mailbox for reports is of nobody here")
        return []
    is_proven = sender_proof.is_proven(raw, address, resolver)
    route = "" if is_proven else _route(message)
    made: list[Report] = []
    inner = forwarded.found(raw)
    try:
        if not inner:
            _say_nothing_found(user, raw, is_proven=is_proven)
        for one in inner:
            made.append(
                actions.report(user=user, raw=one, way=Report.Way.FORWARD, is_proven=is_proven, route=route)
            )
    except actions.TooMany:
        log.warning("incidents: too many reports user=%s", user.pk)
        _say_unread(user)
    return made


def _route(message: Any) -> str:
    """The way by which our server got it, in the uppermost line alone: forged mail has another one."""
    first = next(iter(message.get_all("Received") or []), "") if message is not None else ""
    found = _FROM.search(str(first)[:2_000])
    return found[1].lower() if found else ""


def _say_nothing_found(user: User, raw: bytes, *, is_proven: bool) -> None:
    """Tell them, but not more often than anybody needs it: whoever forges their address writes to them so."""
    most, seconds = _ANSWERS[is_proven]
    if not rate_limits.is_beyond(f"nothing found {is_proven}", user.pk, most, seconds):
        tasks.mail_nothing_found.enqueue(user.pk, sha256(raw).hexdigest())


def _say_unread(user: User) -> None:
    """Once a day: a report of theirs may be among those that were too many; HQ is told, too."""
    if not rate_limits.is_beyond("unread reports", user.pk, 1, _DAY):
        tasks.mail_too_many.enqueue(user.pk, timezone.localdate().isoformat())
        actions.set_aside(_("too many reports within an hour in the name of %(who)s") % {"who": user})


def _header(message: Any, name: str) -> str:
    try:
        return str(message[name] or "")
    except Exception:
        return ""


def _is_automatic(message: Any) -> bool:
    said = _header(message, "Auto-Submitted").strip().lower()
    return (said or "no") != "no" or _header(message, "Precedence").lower() in {"bulk", "list", "junk"}


def _file(client: IMAPClient, uid: int) -> None:
    prefix = ""
    if client.has_capability("NAMESPACE") and (own := client.namespace().personal):
        prefix = str(own[0][0] or "")
    name = f"{prefix}{FILED_IN}"
    if not client.folder_exists(name):
        client.create_folder(name)
    client.add_flags([uid], [SEEN], silent=True)
    if client.has_capability("MOVE"):
        client.move([uid], name)
        return
    client.copy([uid], name)
    client.add_flags([uid], [DELETED], silent=True)
    if client.has_capability("UIDPLUS"):
        client.uid_expunge([uid])
