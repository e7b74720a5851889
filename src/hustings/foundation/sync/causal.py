"""Knowledge of a phone at the moment of a note: which entries of a key supersede others, which don't.

Pure, and the same for every order of arrival. ``seen`` counts for one key: whoever saw the sixth entry of a
replica saw, with it, all that the replica had noted of that key before.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar
from uuid import UUID


class Op(Protocol):
    """Part of an entry that this module needs."""

    @property
    def replica(self) -> UUID: ...
    @property
    def n(self) -> int: ...
    @property
    def seen(self) -> Mapping[str, int]: ...


T = TypeVar("T", bound=Op)


def before(first: Op, second: Op) -> bool:
    """Whether the second was noted by someone who knew of the first."""
    if first.replica == second.replica:
        return first.n < second.n
    return second.seen.get(str(first.replica), 0) >= first.n


def are_concurrent(first: Op, second: Op) -> bool:
    """Whether neither knew of the other."""
    return not before(first, second) and not before(second, first)


def known(ops: Iterable[Op]) -> dict[str, int]:
    """The ``seen`` of someone who holds these."""
    found: dict[str, int] = {}
    for op in ops:
        for replica, n in [*op.seen.items(), (str(op.replica), op.n)]:
            found[replica] = max(n, found.get(replica, 0))
    return found


def heads(ops: Sequence[T]) -> list[T]:
    """Those that nobody's later entry supersedes: more than one where people didn't know of each other.

    All of them where each claims to have seen another: such claims are made up, and hide nothing.
    """
    covered: dict[str, int] = {}
    for op in ops:
        own = str(op.replica)
        for replica, n in [*op.seen.items(), (own, op.n - 1)]:
            covered[replica] = max(min(n, op.n - 1) if replica == own else n, covered.get(replica, 0))
    return [op for op in ops if covered[str(op.replica)] < op.n] or list(ops)


def superseded(ops: Sequence[T]) -> list[T]:
    """The others: what somebody knew when they noted more."""
    last = {id(op) for op in heads(ops)}
    return [op for op in ops if id(op) not in last]


def in_order(ops: Iterable[T]) -> list[T]:
    """An order that every replica agrees on, in which nothing stands before what it had seen.

    An entry knows more than all that it had seen, so its ``seen`` adds up to more; replica and count decide
    among those that are equal.
    """
    return sorted(ops, key=lambda op: (sum(known([op]).values()), str(op.replica), op.n))
