"""Servers asked by UDP, by TCP where cut, the next where silent; a volley first, then patience."""

import random
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from functools import cached_property
from pathlib import Path

from mailguard.authentication.dns import wire
from mailguard.authentication.dns.answers import UNKNOWN, Answer, canonical, is_askable
from mailguard.authentication.dns.volley import Volley

_RESOLV_CONF = Path("/etc/resolv.conf")
PATIENCE = 1.0  # seconds, where none is said


class Live:
    """Asks ``servers`` ("192.0.2.53" or "192.0.2.53:5353"; without any, those of this machine).

    ``budget`` is what all questions of one message may take together, ``patience`` what one server is given
    for one question, both in seconds.
    """

    def __init__(
        self,
        servers: Sequence[str] = (),
        budget: float = 3.0,
        patience: float | None = None,
        questions: int = 100,
        threads: int = 16,
    ) -> None:
        self.servers = tuple(_server(each) for each in servers) or _system_servers()
        self._budget = budget
        self.patience = PATIENCE if patience is None else patience
        self.questions = questions
        self._threads = threads

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="names")

    def lookup(self, name: str, kind: str) -> Answer:
        return self.for_message().lookup(name, kind)

    def for_message(self) -> "LiveMessage":
        return LiveMessage(self, time.monotonic() + self._budget)

    def start(self, name: str, kind: str, deadline: float) -> "Future[Answer]":
        try:
            return self._pool.submit(self.ask, name, kind, deadline)
        except RuntimeError:  # no thread is left, or this process is ending
            nothing: Future[Answer] = Future()
            nothing.set_result(UNKNOWN)
            return nothing

    def ask(self, name: str, kind: str, deadline: float) -> Answer:
        """Ask now; "unknown" where nobody answers in time, or with nonsense."""
        if not is_askable(name):
            return Answer("nxdomain")
        for turn in range(2):
            for server, port in self.servers:
                left = min(self.patience * (turn + 1), deadline - time.monotonic())
                if left <= 0:
                    return UNKNOWN
                try:
                    answer = _exchange(name, kind, server, port, left)
                except Exception:  # whatever came back made no sense: the next one may know
                    answer = None
                if answer is not None:
                    return answer
        return UNKNOWN


class LiveMessage:
    """A resolver for one message: questions run side by side and end at its deadline."""

    def __init__(self, live: Live, deadline: float) -> None:
        self._live = live
        self._deadline = deadline
        self._running: dict[tuple[str, str], Future[Answer] | None] = {}  # None: in the volley

    @cached_property
    def _volley(self) -> Volley | None:
        return Volley(*self._live.servers[0], self._live.patience) if self._live.servers else None

    def prefetch(self, questions: Iterable[tuple[str, str]]) -> None:
        for name, kind in questions:
            key = (canonical(name), kind)
            if key not in self._running and len(self._running) < self._live.questions:
                is_sent = is_askable(key[0]) and self._volley is not None and self._volley.ask(key)
                self._running[key] = None if is_sent else self._live.start(*key, self._deadline)

    def lookup(self, name: str, kind: str) -> Answer:
        key = (canonical(name), kind)
        self.prefetch([key])
        if key not in self._running:
            return UNKNOWN
        running = self._running[key]
        if running is None:
            answer = self._volley.answer(key, self._deadline) if self._volley else None
            if answer is not None:
                return answer
            running = self._ask_again(key)
        try:
            return running.result(max(self._deadline - time.monotonic(), 0) + 0.05)
        except Late:
            return UNKNOWN

    def _ask_again(self, key: tuple[str, str]) -> "Future[Answer]":
        late = self._volley.late() if self._volley else []
        for each in {key, *late}:
            if self._running[each] is None:
                self._running[each] = self._live.start(*each, self._deadline)
        running = self._running[key]
        assert running
        return running


def _server(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if colon and port.isdigit() and (host.count(":") == 0 or host.endswith("]")):
        return host.strip("[]"), int(port)
    return text.strip("[]"), 53


def _system_servers() -> tuple[tuple[str, int], ...]:
    try:
        lines = _RESOLV_CONF.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    found = [line.split()[1] for line in lines if line.startswith("nameserver") and len(line.split()) > 1]
    return tuple((each.partition("%")[0], 53) for each in found[:3])


def _exchange(name: str, kind: str, server: str, port: int, seconds: float) -> Answer | None:
    """One question to one server, or None where the next one should be asked."""
    with wire.LOADING:
        import dns.exception
        import dns.flags
        import dns.message
        import dns.query
        import dns.rcode
    query = dns.message.make_query(name, kind, use_edns=0, payload=1232)
    query.id = random.SystemRandom().randrange(65_536)
    ends = time.monotonic() + seconds
    try:
        reply = dns.query.udp(query, server, seconds, port, ignore_unexpected=True, ignore_errors=True)
        if reply.flags & dns.flags.TC:
            reply = dns.query.tcp(query, server, max(ends - time.monotonic(), 0.05), port)
    except (dns.exception.DNSException, OSError, ValueError, EOFError):
        return None
    return wire.said(reply, name, kind)
