"""A mailbox's server by IMAP (RFC 9051, RFC 3501): bodies are only peeked at, nothing is expunged."""

import contextlib
import re
import select
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from imaplib import IMAP4
from typing import Any

from imapclient import DELETED, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from mailguard.agents.imap import logins
from mailguard.agents.imap.boxes import NONE, STARTTLS, TLS, Box
from mailguard.agents.imap.credentials import Login, NoLogin
from mailguard.agents.imap.errors import LoginRefused, Trouble, Unreachable
from mailguard.i18n import mark, of_system

# What a server's odd answers become in the libraries that read them.
ODD = (IMAP4.error, IMAPClientError, ValueError, KeyError, IndexError, TypeError, AssertionError)
_TIMES = SocketTimeout(connect=15, read=60)
_HERE = {"localhost", "127.0.0.1", "::1"}
_FEW = 50_000  # messages of which all numbers may come in one line
_COPIED = re.compile(rb"(\d+) ([\d:,]+) ([\d:,]+)")


@dataclass(frozen=True, slots=True)
class Selected:
    """A folder as it was when it was opened. ``next`` is 0 where the server doesn't tell."""

    name: str
    validity: int
    next: int
    n: int
    flags: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Mail:
    """What was fetched of one message; ``raw`` is None where only the head of the list was asked for."""

    uid: int
    size: int
    flags: tuple[bytes, ...]
    at: datetime | None
    raw: bytes | None = None


class Server:
    """An open connection. Whatever fails raises OSError or one of ``ODD``; then it is of no more use."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.selected: Selected | None = None
        told = frozenset(client.capabilities())
        self.has_idle, self.has_move = b"IDLE" in told, b"MOVE" in told
        self.has_uidplus = b"UIDPLUS" in told
        self.is_gmail = b"X-GM-EXT-1" in told
        self.has_namespace = b"NAMESPACE" in told

    # --- Folders -----------------------------------------------------------------------------------
    def select(self, folder: str, *, anew: bool = False) -> Selected:
        """Open a folder, unless it is open already."""
        if self.selected and self.selected.name == folder and not anew:
            return self.selected
        self.selected = None
        told = self._opened(self._client.select_folder, folder)
        self.selected = Selected(
            folder,
            _number(told.get(b"UIDVALIDITY")),
            _number(told.get(b"UIDNEXT")),
            _number(told.get(b"EXISTS")),
            frozenset(told.get(b"PERMANENTFLAGS") or told.get(b"FLAGS") or ()),
        )
        return self.selected

    def status(self, folder: str) -> tuple[int, int]:
        """UIDVALIDITY and UIDNEXT of a folder that isn't open."""
        told = self._opened(self._client.folder_status, folder, ["UIDVALIDITY", "UIDNEXT"])
        return _number(told.get(b"UIDVALIDITY")), _number(told.get(b"UIDNEXT"))

    @staticmethod
    def _opened(deed: Callable[..., Any], folder: str, *more: Any) -> Any:
        try:
            return deed(folder, *more)
        except IMAP4.abort:
            raise
        except IMAPClientError as error:
            raise Unreachable(
                mark("The folder “{folder}” can't be opened: {why}."), folder=folder, why=str(error)[:200]
            ) from error

    def names(self, pattern: str = "*") -> list[tuple[tuple[bytes, ...], str, str]]:
        found = []
        for flags, delimiter, name in self._client.list_folders("", pattern):
            sign = delimiter.decode("ascii", "replace") if isinstance(delimiter, bytes) else ""
            found.append((tuple(each for each in flags if isinstance(each, bytes)), sign, str(name)))
        return found

    def prefix(self) -> tuple[str, str]:
        own = self._client.namespace().personal if self.has_namespace else None
        if own:
            return str(own[0][0] or ""), str(own[0][1] or "/")
        found = self.names("")
        return "", (found[0][1] if found else "") or "/"

    def make(self, folder: str) -> None:
        self._client.create_folder(folder)
        with contextlib.suppress(IMAPClientError):
            self._client.subscribe_folder(folder)

    # --- Messages ----------------------------------------------------------------------------------
    def after(self, uid: int) -> Iterator[list[int]]:
        """Numbers above this one in the open folder, rising, in portions that memory likes."""
        assert self.selected
        self._told.pop("EXISTS", None)  # what comes from now on is new
        if self.selected.n <= _FEW or not self.selected.next or self.selected.next <= uid:
            found = self.search(["UID", f"{uid + 1}:*"])
            yield sorted(each for each in found if each > uid)  # "*" is the last one, whatever its number
            return
        first = uid + 1
        while first < self.selected.next:
            yield sorted(self.search(["UID", f"{first}:{first + _FEW - 1}"]))
            first += _FEW
        yield from self._beyond(first - 1)

    def _beyond(self, uid: int) -> Iterator[list[int]]:
        """What has come since the folder was opened."""
        yield sorted(each for each in self.search(["UID", f"{uid + 1}:*"]) if each > uid)

    def since(self, day: date) -> int:
        """The first number of those that came on that day or later; the next one where there is none."""
        assert self.selected
        first, last = 0, self.selected.n
        while last > 0:
            start = max(1, last - _FEW + 1)
            found = self.search([f"{start}:{last}", "SINCE", day])
            if not found:
                break
            first, last = min(found), start - 1
        return first or self.selected.next or self.last() + 1

    def last(self) -> int:
        """The highest number in the open folder, 0 where it is empty."""
        return max(self.search(["UID", "4294967295:*"]), default=0)

    def search(self, words: list[Any]) -> list[int]:
        return [int(each) for each in self._client.search(words)]

    def has(self, uid: int) -> bool:
        return uid in self.search(["UID", str(uid)])

    def heads(self, uids: list[int]) -> list[Mail]:
        return self._fetched(uids, [])

    def bodies(self, uids: list[int], most: int) -> list[Mail]:
        """Whole messages up to ``most`` bytes each, without marking them as read."""
        return self._fetched(uids, [f"BODY.PEEK[]<0.{most}>"])

    def _fetched(self, uids: list[int], more: list[str]) -> list[Mail]:
        if not uids:
            return []
        told = self._client.fetch(uids, ["FLAGS", "INTERNALDATE", "RFC822.SIZE", *more])
        return [_mail(uid, told[uid], bool(more)) for uid in uids if uid in told]

    def flag(self, uid: int, flags: list[bytes]) -> None:
        self._client.add_flags([uid], flags, silent=True)

    def move(self, uid: int, folder: str) -> tuple[int, int]:
        """Into another folder in one step: where it is then (UIDVALIDITY, number); zeros where not told."""
        self._forget_copied()
        return self._copied(self._client.move([uid], folder))

    def copy(self, uid: int, folder: str) -> tuple[int, int]:
        self._forget_copied()
        return self._copied(self._client.copy([uid], folder))

    def remove(self, uid: int) -> bool:
        """Delete one message; False where the server can't delete it alone and it is only marked."""
        self._client.add_flags([uid], [DELETED], silent=True)
        if self.has_uidplus:
            self._client.uid_expunge([uid])
        return self.has_uidplus

    def _forget_copied(self) -> None:
        self._told.pop("COPYUID", None)

    def _copied(self, answer: Any) -> tuple[int, int]:
        """COPYUID (RFC 4315 3), in the answer or before it."""
        told = self._told.pop("COPYUID", [])
        texts = [each for each in (*told, answer) if isinstance(each, bytes)]
        found = next((match for each in texts if (match := _COPIED.search(each))), None)
        return (int(found[1]), int(found[3])) if found and found[3].isdigit() else (0, 0)

    # --- Waiting -----------------------------------------------------------------------------------
    @property
    def has_news(self) -> bool:
        """Whether mail has come since ``after`` began to look: told once, among other answers."""
        return "EXISTS" in self._told

    @property
    def _told(self) -> dict[str, list[Any]]:
        told: dict[str, list[Any]] = self._client._imap.untagged_responses
        return told

    def wait(self, seconds: float, waker: int) -> None:
        """Until the server says that something has changed, ``waker`` can be read, or the time is over."""
        self._client.idle()
        try:
            if not self._is_heard():
                poller = select.poll()
                poller.register(self._client.socket().fileno(), select.POLLIN)
                poller.register(waker, select.POLLIN)
                poller.poll(seconds * 1e3)
        finally:
            self._client.idle_done()  # what the server said meanwhile is read here, whole

    def _is_heard(self) -> bool:
        """Whether something that the server said is in our hands already, where poll doesn't see it."""
        imap = self._client._imap
        if getattr(imap, "_readbuf", None):  # Python 3.14 and later
            return True
        socket = self._client.socket()
        socket.settimeout(0.0)
        try:
            return bool(imap.file.peek(1))
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        finally:
            socket.settimeout(_TIMES.read)

    def greet(self) -> None:
        self._client.noop()

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._client.socket().settimeout(2.0)
            self._client.logout()
        with contextlib.suppress(Exception):
            self._client.shutdown()


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _mail(uid: int, told: Any, has_body: bool) -> Mail:
    raw = next((value for name, value in told.items() if name.startswith(b"BODY[]")), b"")
    at = told.get(b"INTERNALDATE")
    return Mail(
        uid,
        _number(told.get(b"RFC822.SIZE")),
        tuple(each for each in told.get(b"FLAGS") or () if isinstance(each, bytes)),
        at if isinstance(at, datetime) and at.tzinfo else None,
        (raw if isinstance(raw, bytes) else str(raw).encode()) if has_body else None,
    )


@lru_cache(16)
def _context(authority: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=authority or None)


@contextlib.contextmanager
def opened(box: Box, login: Login) -> Iterator[Server]:
    """The server, signed in to; closed afterwards. Trouble says why there is none."""
    client = _connected(box)
    try:
        logins.sign_in(client, box, login)
        client.normalise_times = False
        server = Server(client)
    except BaseException:
        with contextlib.suppress(Exception):
            client.shutdown()
        raise
    try:
        yield server
    finally:
        server.close()


def _connected(box: Box) -> Any:
    if box.security == NONE and box.host not in _HERE:
        raise Trouble(mark("The password would travel in the clear: choose “tls” or “starttls”."))
    try:
        context = _context(box.authority) if box.security != NONE else None
    except OSError as error:
        raise Trouble(
            mark("{path} can't be read: {why}."), path=box.authority, why=of_system(error)
        ) from error
    is_tls = box.security == TLS
    try:
        client = IMAPClient(
            box.host, box.where, ssl=is_tls, ssl_context=context, timeout=_TIMES, use_uid=True
        )
    except (*ODD, OSError) as error:
        raise _unreachable(box, error) from error
    if box.security != STARTTLS:
        return client
    try:
        client.starttls(context)
    except (*ODD, OSError) as error:
        with contextlib.suppress(Exception):
            client.shutdown()
        raise _unreachable(box, error) from error
    return client


def said(error: Exception) -> Trouble:
    """What ended a connection, as a sentence."""
    if isinstance(error, Trouble):
        return error
    if isinstance(error, NoLogin):
        return LoginRefused("{why}", why=error)
    if isinstance(error, IMAP4.abort):
        return Unreachable(mark("The connection was lost: {why}."), why=str(error)[:200])
    if isinstance(error, OSError):
        return Unreachable(mark("The connection was lost: {why}."), why=of_system(error))
    if isinstance(error, ODD):
        return Unreachable(mark("The server answers oddly: {why}."), why=str(error)[:200])
    stumbled = Unreachable(mark("The watcher failed: {why}."), why=type(error).__name__)
    stumbled.is_foreseen = False
    return stumbled


def _unreachable(box: Box, error: Exception) -> Trouble:
    where = {"host": box.host, "port": box.where}
    if isinstance(error, ssl.SSLCertVerificationError):
        return Trouble(
            mark("The certificate of {host} can't be trusted: {why}."), why=error.verify_message, **where
        )
    if isinstance(error, ssl.SSLError):
        return Trouble(
            mark("{host} doesn't speak TLS on port {port}; should it be “starttls” there, or another port?"),
            **where,
        )
    if isinstance(error, IMAP4.error) and box.security == STARTTLS and "STARTTLS" in str(error).upper():
        return Trouble(mark("{host} offers no STARTTLS on port {port}; choose “tls”."), **where)
    return Unreachable(mark("{host} doesn't answer on port {port}: {why}."), why=of_system(error), **where)
