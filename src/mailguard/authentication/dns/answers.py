"""What is asked and answered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` is "ok", "nxdomain" (no such name), "empty" (the name has nothing of this kind) or
    "unknown".

    ``values``: of TXT bytes, the strings of a record joined without space (RFC 7208 3.3); of A and AAAA the
    address; of MX "preference host"; of PTR, NS and CNAME the host; of others the text form. Hosts are in
    lower case without the last dot. ``ttl`` in seconds.
    """

    status: str
    values: tuple[str | bytes, ...] = ()
    ttl: int = 300

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(value for value in self.values if isinstance(value, str))

    @property
    def byte_values(self) -> tuple[bytes, ...]:
        """The values that are bytes."""
        return tuple(value for value in self.values if isinstance(value, bytes))


UNKNOWN = Answer("unknown", ttl=5)


class Resolver(Protocol):
    """Whoever answers."""

    def lookup(self, name: str, kind: str) -> Answer:
        """All records of ``kind`` ("TXT", "A", "AAAA", "MX", "PTR" …) at ``name``; aliases are followed."""


def prefetch(resolver: Resolver, questions: Iterable[tuple[str, str]]) -> None:
    """Announce questions where that is of use."""
    ask = getattr(resolver, "prefetch", None)  # isinstance with a protocol would take longer than the rest
    if ask is not None:
        ask(questions)


def for_message(resolver: Resolver) -> Resolver:
    """Start the clock of one message where there is one."""
    start: Callable[[], Resolver] | None = getattr(resolver, "for_message", None)
    return resolver if start is None else start()


def canonical(name: str) -> str:
    """A name as it is compared: lower case, without the last dot."""
    return name.removesuffix(".").lower()


def is_askable(name: str) -> bool:
    """Whether a query can carry the name: at most 253 bytes, labels of 1 to 63 (RFC 1035 2.3.4)."""
    return 0 < len(name) <= 253 and name.isascii() and all(0 < len(each) <= 63 for each in name.split("."))
