"""The one way out to websites that somebody named: bounded, and never into a network of ours.

The connection goes to the address that was looked at, so a name can't lead elsewhere in between; so does each
redirect.
"""

import http.client
import io
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import urljoin, urlsplit

AGENT = "Hustings-LinkCheck/1.0 (a campaign looks at the links of its own letter)"
_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64, _SIX_TO_FOUR = ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16")
_LOOKS = {"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5"}
_READ = 16_384  # bytes of a page at most


class Trouble(StrEnum):
    """Why there is no answer."""

    UNREACHABLE = "unreachable"  # no network, or nobody there: says nothing of the address
    NO_NAME = "no_name"  # the names system says that there is none; perhaps since it can't be asked
    PRIVATE = "private"  # it lies in a network that isn't open to all
    UNSAFE = "unsafe"  # its certificate doesn't hold
    CIRCLE = "circle"  # it leads on and on
    ODD = "odd"  # it doesn't speak HTTP, or its address can't be used


@dataclass(frozen=True)
class Answer:
    """A number of HTTP (0: none), or why there is none."""

    status: int = 0
    trouble: Trouble | None = None

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300


class _Refused(Exception):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


class _Reading(io.RawIOBase):
    def __init__(self, line: "_Line") -> None:
        self.line = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        n: int = self.line.hurried().recv_into(buffer)
        return n


@dataclass(frozen=True)
class _Line:
    """A connection all of whose steps end by one moment: nobody holds us by a letter every few seconds."""

    wire: socket.socket
    ends: float

    def hurried(self) -> socket.socket:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.wire.settimeout(left)
        return self.wire

    def sendall(self, raw: bytes) -> None:
        self.hurried().sendall(raw)

    def makefile(self, mode: str, *more: Any) -> io.BufferedReader:
        return io.BufferedReader(_Reading(self))

    def close(self) -> None:
        """Stay open: an answer is read after ``http.client`` has closed. Whoever dialled hangs up."""


def is_open(address: str) -> bool:
    """Whether an IP address lies in the open internet, whatever it is wrapped in."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_open(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


@dataclass(frozen=True)
class Visitor:
    """Looks at addresses. ``may`` says which IP addresses and ports may be asked."""

    may: Callable[[str], bool] = is_open
    ports: frozenset[int] | None = frozenset({80, 443})  # None: any
    seconds: float = 6.0  # for one step of one address
    hops: int = 5
    at_once: int = 6
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def look(self, url: str) -> Answer:
        """Look at what answers there: HEAD first, GET where that isn't understood."""
        ends = time.monotonic() + 2 * self.seconds
        try:
            for _hop in range(self.hops + 1):
                status, leads = self._ask(url, "HEAD", ends, _LOOKS)
                if status in {400, 403, 404, 405, 410, 500, 501, 503}:  # some know no HEAD
                    status, leads = self._ask(url, "GET", ends, _LOOKS)
                if status not in _REDIRECTS or not leads:
                    return Answer(status)
                url = urljoin(url, leads)
            return Answer(trouble=Trouble.CIRCLE)
        except _Refused as refused:
            return Answer(trouble=refused.trouble)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Hand over ``body``: the number that comes back. No redirect is followed."""
        try:
            return Answer(self._ask(url, "POST", time.monotonic() + self.seconds, headers, body)[0])
        except _Refused as refused:
            return Answer(trouble=refused.trouble)

    def refusal(self, url: str) -> Trouble | None:
        """Why nothing would be asked there; the names system is asked, and nobody else."""
        try:
            host, port, _is_safe, _path = self._parts(url)
            self._addresses(host, port)
        except _Refused as refused:
            return refused.trouble
        return None

    def look_at_all(
        self, urls: Iterable[str], seconds: float, tell: Callable[[int], None] = lambda n: None
    ) -> dict[str, Answer]:
        """The answers that came within ``seconds``; ``tell`` is called with how many there are so far."""
        waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        found: queue.SimpleQueue[tuple[str, Answer]] = queue.SimpleQueue()
        wanted = list(dict.fromkeys(urls))
        for url in wanted:
            waiting.put(url)
        for _n in range(min(self.at_once, len(wanted))):  # no worker's end waits for them
            threading.Thread(target=self._work, args=(waiting, found), daemon=True).start()
        answers: dict[str, Answer] = {}
        ends = time.monotonic() + seconds
        while len(answers) < len(wanted):
            try:
                url, answer = found.get(timeout=max(ends - time.monotonic(), 0.01))
            except queue.Empty:
                break
            answers[url] = answer
            tell(len(answers))
        while not waiting.empty():  # those who are late begin nothing more
            try:
                waiting.get_nowait()
            except queue.Empty:
                break
        return answers

    def _work(
        self, waiting: "queue.SimpleQueue[str]", found: "queue.SimpleQueue[tuple[str, Answer]]"
    ) -> None:
        while True:
            try:
                url = waiting.get_nowait()
            except queue.Empty:
                return
            found.put((url, self.look(url)))

    def _ask(
        self, url: str, method: str, ends: float, headers: Mapping[str, str], body: bytes | None = None
    ) -> tuple[int, str]:
        """One question: the number, and where it leads on."""
        host, port, is_safe, path = self._parts(url)
        ends = min(ends, time.monotonic() + self.seconds)
        connection = http.client.HTTPConnection(host, port)
        line: socket.socket | None = None
        try:
            line = self._dial(host, port, ends, is_safe=is_safe)
            connection.sock = _Line(line, ends)
            connection.request(method, path, body, {**headers, "Connection": "close"})
            answer = connection.getresponse()
            if method == "GET":
                answer.read(_READ)
            return answer.status, answer.headers.get("Location", "")
        except ssl.SSLCertVerificationError as error:
            raise _Refused(Trouble.UNSAFE) from error
        except OSError as error:
            raise _Refused(Trouble.UNREACHABLE) from error
        except (http.client.HTTPException, ValueError, UnicodeError) as error:
            raise _Refused(Trouble.ODD) from error
        finally:
            if line:
                line.close()

    def _parts(self, url: str) -> tuple[str, int, bool, str]:
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").encode("idna").decode(), parts.port
        except (ValueError, UnicodeError) as error:
            raise _Refused(Trouble.ODD) from error
        if parts.scheme not in {"http", "https"} or not host or parts.username:
            raise _Refused(Trouble.ODD)
        is_safe = parts.scheme == "https"
        port = port or (443 if is_safe else 80)
        if self.ports is not None and port not in self.ports:
            raise _Refused(Trouble.PRIVATE)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return host, port, is_safe, _plain(path)

    def _addresses(self, host: str, port: int) -> list[str]:
        """Those of a name, all of which may be asked."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            is_none = error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
            raise _Refused(Trouble.NO_NAME if is_none else Trouble.UNREACHABLE) from error
        except UnicodeError as error:  # a part of the name is empty or too long
            raise _Refused(Trouble.ODD) from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not addresses or not all(self.may(each) for each in addresses):
            raise _Refused(Trouble.PRIVATE)
        return addresses

    def _dial(self, host: str, port: int, ends: float, *, is_safe: bool) -> socket.socket:
        last: OSError = TimeoutError()
        for address in self._addresses(host, port)[:3]:
            left = max(ends - time.monotonic(), 0.001)
            try:
                line = socket.create_connection((address, port), timeout=left)
                break
            except OSError as error:
                last = error
        else:
            raise last
        return self._sealed(line, host) if is_safe else line

    def _sealed(self, line: socket.socket, host: str) -> socket.socket:
        try:
            return self.context.wrap_socket(line, server_hostname=host)
        except BaseException:
            line.close()
            raise


def _plain(path: str) -> str:
    """A path in ASCII: what is no letter of addresses is written by its bytes."""
    return "".join(
        letter if "!" <= letter <= "~" else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in path
    )
