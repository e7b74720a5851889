"""Many questions to one server at the same time, over one socket and without threads."""

import random
import select
import socket
import time
import weakref

from mailguard.authentication.dns import wire
from mailguard.authentication.dns.answers import Answer

_random = random.SystemRandom()
_MOST = 4_096  # bytes of a datagram that are read
Key = tuple[str, str]  # canonical name, kind


class Volley:
    """Questions on their way to one server. Its port here is the system's choice, known to no outsider;
    datagrams of other senders are dropped by the system, those for other questions by us.
    """

    def __init__(self, server: str, port: int, patience: float) -> None:
        self._patience = patience
        self._expected: dict[int, Key] = {}
        self._until: dict[Key, float] = {}
        self._answers: dict[Key, Answer | None] = {}  # None: it came, and wasn't plain
        family = socket.AF_INET6 if ":" in server else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        weakref.finalize(self, self._socket.close)
        self._socket.setblocking(False)
        self._is_open = True
        try:
            self._socket.connect((server, port))
        except OSError:
            self._is_open = False

    def ask(self, key: Key) -> bool:
        """Send one question; False where it can't be asked here."""
        if not self._is_open or key[1] not in wire.KINDS:
            return False
        number = _random.getrandbits(16)
        while number in self._expected:
            number = _random.getrandbits(16)
        try:
            self._socket.send(wire.question(number, *key))
        except OSError:
            return False
        self._expected[number] = key
        self._until[key] = time.monotonic() + self._patience
        return True

    def answer(self, key: Key, deadline: float) -> Answer | None:
        """The answer to what was asked; None where the server is silent, failing or not plain."""
        until = min(self._until[key], deadline)
        while key not in self._answers and self._is_open:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._socket], [], [], left)[0]:
                return None
            self._receive()
        return self._answers.get(key)

    def late(self) -> list[Key]:
        """Questions whose time is over and that have no answer."""
        now = time.monotonic()
        return [key for key, until in self._until.items() if until <= now and self._answers.get(key) is None]

    def _receive(self) -> None:
        try:
            raw = self._socket.recv(_MOST)
        except BlockingIOError:
            return
        except OSError:  # nobody listens there
            self._is_open = False
            return
        number = wire.number_of(raw)
        key = self._expected.get(number)
        if key is None:
            return
        try:
            self._answers[key] = wire.read(raw, *key)
        except wire.Foreign:
            return
        except wire.Odd:
            self._answers[key] = None
        del self._expected[number]
