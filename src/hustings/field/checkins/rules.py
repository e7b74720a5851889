"""Rules of a door: what the entries of a ticket come to, and what a door says to somebody who stands there.

Pure, and the same for every order in which entries arrive. ``checkins/rules.js`` says the same on phones; one
table of cases holds both to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hustings.foundation.sync import causal

ENTER, LEAVE, UNDO, WALK_IN, ABSENT = "enter", "leave", "undo", "walk_in", "absent"


@dataclass(frozen=True, slots=True)
class Op:
    """An entry of the log, as the rules see it. ``at``: seconds since 1970, by our clock."""

    id: str
    replica: UUID
    n: int
    seen: Mapping[str, int]
    verb: str
    at: float
    door: str = ""
    people: int = 1
    of: str = ""  # the entry that it takes back


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of one event. ``windows``: by shift, the seconds since 1970 from and until which it lets in."""

    reentry: bool = False
    windows: Sequence[tuple[float | None, float | None]] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the door's list."""

    people: int
    shift: int | None = None
    is_revoked: bool = False


@dataclass(slots=True)
class State:
    """Sum of the entries of one ticket. ``people`` are counted once, however often they were noted."""

    people: int = 0
    inside: int = 0
    enters: list[Op] = field(default_factory=list)
    doubles: list[Op] = field(default_factory=list)  # those of ``enters`` that were too many
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Answer of the door. ``at`` and ``door``: the last entry, where they are in already."""

    code: str
    people: int = 0
    door: str = ""
    at: float | None = None


def ordered(ops: Iterable[Op]) -> list[Op]:
    """Order by time, but none before what it had seen: a wrong clock turns nothing round."""
    queues: dict[UUID, list[Op]] = {}
    for op in sorted(ops, key=lambda op: op.n, reverse=True):
        queues.setdefault(op.replica, []).append(op)
    found = []
    while queues:
        heads = [queue[-1] for queue in queues.values()]
        free = [op for op in heads if not any(causal.before(other, op) for other in heads if other is not op)]
        first = min(free or heads, key=lambda op: (op.at, op.id))
        queues[first.replica].pop()
        if not queues[first.replica]:
            del queues[first.replica]
        found.append(first)
    return found


def derive(ops: Sequence[Op], people: int, rules: Rules) -> State:
    """The state of a ticket for so many people, by all of its entries.

    What was taken back counts for nothing. Whoever enters while all are inside is one too many; where one may
    come back, only if the door didn't know that they were in.
    """
    undone = {op.of for op in ops if op.verb == UNDO}
    state = State()
    for op in ordered(op for op in ops if op.id not in undone):
        if op.verb == LEAVE:
            state.inside = max(0, state.inside - op.people)
        elif op.verb == ENTER:
            is_full = state.inside + op.people > people
            is_return = rules.reentry and all(causal.before(other, op) for other in state.enters)
            if is_full and not is_return:
                state.doubles.append(op)
            state.inside = min(people, state.inside + op.people)
            state.people = max(state.people, state.inside)
            state.enters.append(op)
        elif op.verb == ABSENT:
            state.is_absent = True
    state.is_absent = state.is_absent and not state.enters
    return state


def judge(reading: str, people: int, row: Row | None, ops: Sequence[Op], rules: Rules, now: float) -> Verdict:
    """Answer to a code that read as ``reading`` and, if it was signed, says so many people.

    The list knows more than the ticket: an event that was moved makes no ticket lapse. A ticket that is
    younger than the list stands by its signature.
    """
    if row is None and reading in {"ok", "typed"}:
        if reading == "typed":
            return Verdict("unlisted")
        row = Row(people)
    if row is None or reading not in {"ok", "typed", "lapsed"}:
        return Verdict(reading)
    if row.is_revoked:
        return Verdict("revoked")
    state = derive(ops, row.people, rules)
    if state.inside >= row.people:
        last = state.enters[-1]
        return Verdict("again" if rules.reentry else "already", row.people, last.door, last.at)
    opens, closes = rules.windows[row.shift] if row.shift is not None else (None, None)
    if opens is not None and now < opens:
        return Verdict("early", row.people - state.inside, at=opens)
    if closes is not None and now > closes:
        return Verdict("late", row.people - state.inside, at=closes)
    return Verdict("welcome", row.people - state.inside)


def op_of(said: Mapping[str, Any]) -> Op:
    """An entry of the table of cases."""
    return Op(
        id=said["id"], replica=UUID(said["replica"]), n=said["n"], seen=said.get("seen", {}),
        verb=said["verb"], at=said["at"], door=said.get("door", ""), people=said.get("people", 1),
        of=said.get("of", ""),
    )  # fmt: skip
