"""What was answered lately, also that there was nothing (RFC 2308)."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import Lock

from mailguard.authentication.dns.answers import Answer, Resolver, for_message, prefetch

_LONGEST, _NEGATIVE = 3600, 900  # seconds


class _Store:
    """Answers with the time they end; the least used leave when ``size`` is reached."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._rows: OrderedDict[tuple[str, str], tuple[float, Answer]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, str], now: float) -> Answer | None:
        with self._lock:
            row = self._rows.get(key)
            if row is None or row[0] <= now:
                return None
            self._rows.move_to_end(key)
            return row[1]

    def put(self, key: tuple[str, str], answer: Answer, now: float) -> None:
        most = _LONGEST if answer.status == "ok" else _NEGATIVE
        with self._lock:
            self._rows[key] = (now + min(max(answer.ttl, 1), most), answer)
            self._rows.move_to_end(key)
            if len(self._rows) > self._size:
                self._rows.popitem(last=False)


class Cached:
    """A resolver with a memory of ``size`` answers by TTL, failures for seconds: dead servers rest."""

    def __init__(
        self, inner: Resolver, size: int = 20_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._inner = inner
        self._clock = clock
        self._store = _Store(size)

    def lookup(self, name: str, kind: str) -> Answer:
        """What we remember, else what ``inner`` says."""
        key = (name.lower(), kind)
        answer = self._store.get(key, self._clock())
        if answer is None:
            answer = self._inner.lookup(name, kind)
            self._store.put(key, answer, self._clock())
        return answer

    def prefetch(self, questions: Iterable[tuple[str, str]]) -> None:
        """Announce what isn't remembered, where that is of use: ``questions`` may be costly to gather."""
        if not hasattr(self._inner, "prefetch"):
            return
        now = self._clock()
        new = [(name, kind) for name, kind in questions if self._store.get((name.lower(), kind), now) is None]
        prefetch(self._inner, new)

    def for_message(self) -> "Cached":
        """The same memory, the inner clock starting now."""
        inner = for_message(self._inner)
        if inner is self._inner:
            return self
        copy = Cached(inner, clock=self._clock)
        copy._store = self._store
        return copy
