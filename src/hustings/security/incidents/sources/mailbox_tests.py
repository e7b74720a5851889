"""A mailbox tried out: connected to, logged in to, its folders listed. What fails says what to do."""

import logging
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Literal, NamedTuple

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from hustings.foundation.lib.text.jsons import plain
from hustings.security.incidents.models import Source
from hustings.security.incidents.sources.secrets import Lost, seal, unseal
from mailguard.agents.imap import Box, Login, logins, tokens
from mailguard.agents.imap.credentials import BEARER, PASSWORD
from mailguard.agents.imap.errors import LoginRefused, Unreachable
from mailguard.i18n import Complaint

log = logging.getLogger(__name__)
HERE = {"localhost", "127.0.0.1", "::1"}
_TIMES = SocketTimeout(connect=10, read=30)
_EARLY = 120  # seconds before its end a token is renewed
_RENEWING = 30  # seconds that a renewal may take
_PAUSES = (4.0, 300.0)  # seconds until the next try where the server can't be reached: first and longest
_PAUSES_REFUSED = (60.0, 3_600.0)  # where somebody has to mend something
_UNUSED = 60.0  # seconds after which a connection that nobody uses is closed
_mine = threading.local()


class Trouble(Exception):
    """The mailbox can't be used; the message says why and what to do."""


class Away(Trouble):
    """A server doesn't answer: it may be over soon, and nobody's log-in is to blame."""


class _Line(NamedTuple):
    client: IMAPClient
    about: tuple[object, ...]
    used_at: float


class _Wait(NamedTuple):
    trouble: Trouble
    about: tuple[object, ...]
    pause: float
    until: float


class Tried(NamedTuple):
    """A test's sight: all folders; of the one read messages, UIDVALIDITY, next number."""

    folders: list[str]
    n: int
    validity: int
    next: int


def try_out(source: Source) -> Tried:
    with opened(source) as client:
        try:
            names = [str(name) for _flags, _sign, name in client.list_folders()]
            told = client.select_folder(source.folder, readonly=True)
        except (IMAPClientError, OSError) as error:
            known = ", ".join(locals().get("names", [])[:20])
            raise Trouble(
                _("The folder “%(folder)s” can’t be opened. Existing folders: %(known)s.")
                % {"folder": source.folder, "known": known or "–"}
            ) from error
        return Tried(names, int(told.get(b"EXISTS", 0)), *beginning(client, told))


def beginning(client: IMAPClient, told: dict[bytes, Any]) -> tuple[int, int]:
    upcoming = told.get(b"UIDNEXT") or max(client.search(), default=0) + 1
    return int(told.get(b"UIDVALIDITY", 0)), int(upcoming)


@contextmanager
def opened(source: Source) -> Iterator[IMAPClient]:
    """A connection that has logged in, or Trouble. Where connections stay open, the one of before."""
    lines: dict[int, _Line] | None = getattr(_mine, "lines", None)
    client = _open(source) if lines is None else _still_open(lines, source) or _open_again(source)
    try:
        yield client
    except BaseException:
        _close(client)
        raise
    if lines is None:
        _close(client)
    else:
        lines[source.pk] = _Line(client, _about(source), time.monotonic())


@contextmanager
def staying_open() -> Iterator[None]:
    """Within it this thread keeps its connections from one look to the next, until they break."""
    _mine.lines, _mine.waits = {}, {}
    lines: dict[int, _Line] = _mine.lines
    try:
        yield
    finally:
        del _mine.lines, _mine.waits
        for line in lines.values():
            _close(line.client)


def _still_open(lines: dict[int, _Line], source: Source) -> IMAPClient | None:
    """The connection of before where it still works for this mailbox as it is now; others end in time."""
    for pk, line in list(lines.items()):
        if pk != source.pk and time.monotonic() > line.used_at + _UNUSED:
            _close(lines.pop(pk).client)
    if source.pk not in lines:
        return None
    line = lines.pop(source.pk)
    try:
        if line.about == _about(source):
            line.client.noop()
            return line.client
    except Exception:  # however it says so
        log.info("incidents: the connection of mailbox %s has ended", source.pk)
    _close(line.client)
    return None


def _open_again(source: Source) -> IMAPClient:
    """Open it unless that just failed and nothing changed: servers shut out who asks all the time."""
    waits: dict[int, _Wait] = _mine.waits
    about, last = (*_about(source), source.tested_at), waits.get(source.pk)
    if last and last.about == about and time.monotonic() < last.until:
        raise type(last.trouble)(str(last.trouble))
    try:
        client = _open(source)
    except Trouble as trouble:
        first, longest = _PAUSES if isinstance(trouble, Away) else _PAUSES_REFUSED
        pause = min(longest, 2 * last.pause) if last and last.about == about else first
        waits[source.pk] = _Wait(trouble, about, pause, time.monotonic() + pause)
        raise
    waits.pop(source.pk, None)
    return client


def _about(source: Source) -> tuple[object, ...]:
    kept = b"" if source.way == Source.Way.OAUTH else bytes(source.sealed)  # a token changes by itself
    return (source.host, source.port, source.safety, source.way, source.login, kept)


def _open(source: Source) -> IMAPClient:
    if source.safety == Source.Safety.PLAIN and source.host not in HERE:
        raise Trouble(_("The password would be sent unencrypted: choose TLS or STARTTLS."))
    client = _connected(source)
    try:
        _log_in(client, source)
    except BaseException:
        _close(client)
        raise
    return client


def _close(client: IMAPClient) -> None:
    try:
        client.logout()
    except Exception:  # it is broken: nothing is lost
        with suppress(Exception):
            client.shutdown()


def _connected(source: Source) -> IMAPClient:
    about = {"host": source.host, "port": source.port}
    try:
        is_tls = source.safety == Source.Safety.TLS
        client = IMAPClient(source.host, port=source.port, ssl=is_tls, timeout=_TIMES, use_uid=True)
        if source.safety == Source.Safety.STARTTLS:
            client.starttls(ssl.create_default_context())
        return client
    except socket.gaierror as error:
        raise Away(_("The server “%(host)s” doesn’t exist: check its name.") % about) from error
    except ssl.SSLCertVerificationError as error:
        raise Trouble(
            _(
                "The certificate of %(host)s isn’t valid (%(why)s): enter the name that the "
                "certificate was issued for."
            )
            % {**about, "why": error.verify_message}
        ) from error
    except ssl.SSLError as error:
        raise Trouble(
            _("%(host)s doesn’t offer TLS on port %(port)s: choose STARTTLS, or port 993.") % about
        ) from error
    except TimeoutError as error:
        raise Away(
            _("%(host)s doesn’t answer on port %(port)s: check the port and the firewall.") % about
        ) from error
    except (IMAPClientError, OSError, EOFError) as error:
        raise Away(
            _(
                "%(host)s refuses the connection on port %(port)s (%(why)s): check the port, and "
                "that IMAP is turned on."
            )
            % {**about, "why": _short(error)}
        ) from error


def _log_in(client: IMAPClient, source: Source) -> None:
    box = Box(name=str(source.pk), host=source.host, port=source.port, user=source.login)
    try:
        _sign_in(client, box, source)
    except LoginRefused as error:
        raise Trouble(
            _(
                "The server refuses the log-in (%(why)s). With two-factor log-in most providers "
                "require an app password; some require turning on IMAP first."
            )
            % {"why": _in_words(error)}
        ) from error
    except Unreachable as error:
        raise Away(_in_words(error)) from error
    except Complaint as error:
        raise Trouble(_in_words(error)) from error
    except (IMAPClientError, OSError) as error:
        raise Away(_("The server interrupted the log-in: %(why)s.") % {"why": _short(error)}) from error


def _sign_in(client: IMAPClient, box: Box, source: Source) -> None:
    if source.way != Source.Way.OAUTH:
        logins.sign_in(client, box, Login(PASSWORD, _secret(source)))
        return
    try:
        logins.sign_in(client, box, Login(BEARER, access_token(source)))
    except LoginRefused:  # a token may end early; after a refusal the server waits for another
        logins.sign_in(client, box, Login(BEARER, access_token(source, was_refused=True)))


def _secret(source: Source, name: Literal["secret", "client_secret"] = "secret") -> str:
    try:
        return str(getattr(source, name))
    except Lost as error:
        raise Trouble(_("The server’s secret key has changed: enter the password again.")) from error


# --- Tokens ----------------------------------------------------------------------------------------
def access_token(source: Source, *, was_refused: bool = False) -> str:
    """A token good for a while (RFC 6749 6), kept encrypted; Trouble, or Away for a silent provider."""
    if not was_refused and (kept := _kept_token(source)):
        return kept
    with _alone(source):  # two that renew at a time would make the provider take both tokens back
        if not was_refused and (kept := _kept_token(source)):
            return kept
        source.refresh_from_db(fields=["sealed", "sealed_more", "token_url", "client_id"])
        return _renewed(source)


def _renewed(source: Source) -> str:
    before, refresh = bytes(source.sealed), _secret(source)
    words = {"grant_type": "refresh_token", "refresh_token": refresh, "client_id": source.client_id}
    if secret := _secret(source, "client_secret"):
        words["client_secret"] = secret
    try:
        fresh = tokens.taken(tokens.Tokens(refresh=refresh), tokens.ask(source.token_url, words))
    except tokens.Unreachable as error:
        raise Away(_in_words(error)) from error
    except tokens.Refused as error:
        raise Trouble(
            _("The provider refuses access (%(why)s): ask the mailbox owner to authorise it again.")
            % {"why": _in_words(error)}
        ) from error
    if fresh.refresh != refresh:  # the old one is no good any more: the new one is kept before it is used
        source.secret = fresh.refresh
        Source.objects.filter(pk=source.pk, sealed=before).update(sealed=source.sealed)
    if (life := fresh.ends_at - time.time() - _EARLY) > 0:
        cache.set(_name("token", source), seal(fresh.access.encode()), life)
    return fresh.access


def _kept_token(source: Source) -> str:
    try:
        kept = cache.get(_name("token", source))
        return unseal(kept).decode() if isinstance(kept, bytes) else ""
    except Lost:
        return ""


def forget_token(source: Source) -> None:
    cache.delete(_name("token", source))


@contextmanager
def _alone(source: Source) -> Iterator[None]:
    """One process at a time; one that was killed holds the others up for half a minute."""
    name, ends_at = _name("renewing", source), time.monotonic() + _RENEWING
    while not cache.add(name, 1, _RENEWING) and time.monotonic() < ends_at:
        time.sleep(0.2)
    try:
        yield
    finally:
        cache.delete(name)


def _name(what: str, source: Source) -> str:
    return f"incidents:{what}:{source.pk}"


def _in_words(error: Complaint) -> str:
    return error.say((get_language() or "en")[:2])


def _short(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return plain(text.replace("b'", ""))[:200]
