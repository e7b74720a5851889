"""Verdicts on many messages, on all cores."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.pool import Pool
from typing import TypeVar

from mailguard import Engine, Verdict

_LEAST = 1e-15  # a probability nearer to 0 or 1 than this is as sure as numbers get
Piece = TypeVar("Piece")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Judged:
    """What figures need of a verdict. ``score`` is the log-odds that it is an attack of any kind."""

    score: float
    is_flagged: bool
    kind: str
    language: str


def judged(verdict: Verdict) -> Judged:
    """Without the facts."""
    probability = min(max(verdict.probability, _LEAST), 1 - _LEAST)
    score = math.log(probability / (1 - probability))
    return Judged(score, bool(verdict.action), verdict.kind, verdict.facts.language)


def judge(raw: bytes) -> Judged:
    """As an engine without profile, history or network does, which is how strangers' mail is measured."""
    global _engine
    _engine = _engine or Engine()
    return judged(_engine.analyse(raw))


_engine: Engine | None = None


def each(work: Callable[[Piece], Judged], pieces: Sequence[Piece], jobs: int) -> list[Judged]:
    """The verdicts in order. ``work`` is a function of a module, so that processes can be told of it."""
    return _pool(jobs).map(work, pieces, chunksize=32)


def spread(
    work: Callable[[Piece], Answer], pieces: Sequence[Piece], jobs: int, chunk: int = 1
) -> list[Answer]:
    """The answers in order, for a few pieces of much work each."""
    return _pool(jobs).map(work, pieces, chunksize=chunk)


@cache
def _pool(jobs: int) -> Pool:
    """The processes that do all judging of a run; they end with it."""
    return get_context("forkserver").Pool(jobs)


def flagged(found: Iterable[Judged]) -> int:
    """How many were not simply delivered."""
    return sum(one.is_flagged for one in found)
