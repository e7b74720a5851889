"""Starts: what apps above may begin for people whom an operation changes, such as sequences.

An operation begins none by itself: old lists are brought in, and nobody is written to by surprise. What was
ticked stands in its ``choices``; whoever begins things asks there for each line and tag of the operation.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Operation

STARTS = "starts"  # in the choices of an operation
HANDFUL = 10  # people for whom a start is ticked beforehand: a deed on so few is meant as one by hand
ALL = ""
Tally = Mapping[str, int]  # purpose -> how many of them agree to it; ALL: everybody


@dataclass(frozen=True, slots=True)
class Gains:
    """What an operation brings, and to how many. ``tags`` by key; None: to be chosen yet."""

    people: Tally = field(default_factory=dict)
    lines: Mapping[str, Tally] = field(default_factory=dict)  # kinds of activities
    tags: Mapping[str, Tally] | None = None
    is_counted: bool = False  # person by person; else nobody knows yet who agrees to what

    @classmethod
    def of_deed(cls, n: int, lines: Iterable[str], *, tags: bool) -> "Gains":
        """Those of a deed on at most ``n`` people, of whom nothing more is known."""
        return cls({ALL: n}, {kind: {ALL: n} for kind in lines}, None if tags else {})

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Gains":
        """As ``written`` gave them."""
        return cls(kept.get("people", {}), kept.get("lines", {}), kept.get("tags", {}), is_counted=True)

    def written(self) -> dict[str, Any]:
        """As JSON holds them."""
        return {"people": self.people, "lines": self.lines, "tags": self.tags}

    def n(self, tally: Tally, purpose: str) -> int:
        """How many of them agree, where that is known."""
        return tally.get(purpose if self.is_counted else ALL, 0)


@dataclass(frozen=True, slots=True)
class Start:
    """One thing that can begin, for ``n`` people by ``why``; ``says`` is the sentence beside the box.

    ``name`` is what an operation keeps. ``url`` is empty for those who may not open it.
    """

    name: str
    label: str
    says: str
    why: str
    url: str
    n: int


@dataclass(frozen=True, slots=True)
class Begun:
    """Something that an operation began: a sentence with how many people it has begun for by now."""

    says: str
    url: str
    n: int


@dataclass(frozen=True, slots=True)
class Starter:
    """An app that begins things: what it offers a user, and what it has begun of an operation's names."""

    offered: Callable[[Gains, Any], Iterable[Start]]
    begun: Callable[[Operation, Collection[str], Any], Iterable[Begun]]


starters = Registry[Starter]("changes.starts.starters")


def offered(gains: Gains, user: Any) -> list[Start]:
    """All that could begin for at least one person."""
    return [start for starter in starters.all() for start in starter.offered(gains, user) if start.n]


def ticked(sent: Sequence[str], among: Iterable[Start]) -> list[str]:
    """The names that were ticked."""
    return [start.name for start in among if start.name in sent]


def of(operation: Operation) -> list[str]:
    """The names of what it begins."""
    return list(operation.choices.get(STARTS, ()))


def begun(operation: Operation | None, user: Any) -> list[Begun]:
    """What it begins, as far as that is there still."""
    if operation is None or not (names := of(operation)):
        return []
    return [one for starter in starters.all() for one in starter.begun(operation, names, user)]
