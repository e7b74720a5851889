"""What a peer says of messages."""

from dataclasses import dataclass

from mailguard import Envelope

Post = tuple[bytes, Envelope]


@dataclass(frozen=True, slots=True)
class Result:
    """``is_flagged`` after its own thresholds: rspamd "add header" or worse, SpamAssassin 5 points."""

    score: float
    is_flagged: bool
    symbols: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """Results in order; ``wall`` and ``cpu`` seconds for all, ``peak`` bytes of the fattest process."""

    results: list[Result]
    wall: float
    cpu: float
    peak: int
