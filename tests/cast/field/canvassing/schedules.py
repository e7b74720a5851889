"""Schedules of an afternoon at the doors: notes, networks that go, clocks that are wrong, phones killed.

``Ours`` keeps them as phones and the server do, by the rules of the app; what others do stands in the
benchmark beside it.
"""

import random
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from hustings.field.canvassing import rules
from hustings.field.canvassing.rules import Op
from hustings.foundation.sync import causal

DAY = 86_400.0
VERBS = [rules.ABSENT] * 11 + [rules.TALKED] * 4 + [rules.REFUSED, rules.COME_BACK] * 2
VERBS += [rules.NO_ACCESS, rules.NO_RETURN]
NOTE, SEND, KILL, HEAR = "note", "send", "kill", "hear"  # KILL: sent, and killed before it hears of it


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a phone does at a moment, by its own clock where it notes."""

    phone: int
    do: str
    at: float
    door: str = ""
    verb: str = ""
    is_correction: bool = False  # of its own last note there
    n: int = 0  # entries that are sent, or heard of


def afternoon(
    dice: random.Random, phones: int, visits: int, doors_of_pair: int, partition: float = 0.5
) -> Iterator[Step]:
    """Pairs that share a staircase; half of the time a phone has no network; clocks are up to a day wrong."""
    wrong = [dice.uniform(-DAY, DAY) if dice.random() < 0.3 else 0.0 for _phone in range(phones)]
    left = {phone: visits for phone in range(phones)}
    is_cut = [False] * phones
    at = 0.0
    while left:
        phone, at = dice.choice([*left]), at + 1.0
        left[phone] -= 1
        if not left[phone]:
            del left[phone]
        door = f"b{phone // 2}/a/1/{dice.randrange(doors_of_pair)}"
        yield Step(phone, NOTE, at + wrong[phone], door, dice.choice(VERBS), dice.random() < 0.03)
        if dice.random() < 0.1:
            is_cut[phone] = dice.random() < partition
        if not is_cut[phone] and dice.random() < 0.3:
            for _time in range(dice.randrange(1, 4)):
                yield Step(phone, KILL if dice.random() < 0.4 else SEND, at, n=dice.randrange(1, 60))
            yield Step(phone, HEAR, at, n=dice.randrange(1, 200))


@st.composite
def histories(draw: Any) -> list[Step]:
    """Any schedule of up to five phones at three doors of one staircase."""
    phones = draw(st.integers(2, 5))
    step = st.builds(
        Step, st.integers(0, phones - 1), st.sampled_from([NOTE, NOTE, NOTE, SEND, KILL, HEAR]),
        st.floats(-DAY, DAY), st.sampled_from(["b/a/1/left", "b/a/1/right", "b/a/2/left"]),
        st.sampled_from(VERBS), st.booleans(), st.integers(1, 4),
    )  # fmt: skip
    return draw(st.lists(step, min_size=1, max_size=25))


@dataclass
class Log:
    """The server's: each entry once, positions in the order of commits, nobody has seen what isn't there."""

    rows: list[Op] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    highest: dict[tuple[str, str], int] = field(default_factory=dict)

    def append(self, ops: Iterable[Op]) -> None:
        for op in ops:
            if op.id in self.known:
                continue
            self.known.add(op.id)
            own = str(op.replica)
            seen = {
                each: min(n, op.n - 1 if each == own else self.highest.get((op.key, each), 0))
                for each, n in op.seen.items()
            }
            self.rows.append(replace(op, seen={each: n for each, n in seen.items() if n}))
            self.highest[op.key, own] = max(op.n, self.highest.get((op.key, own), 0))


@dataclass
class Phone:
    """Its outbox, its cursor, and all that it holds, by door."""

    replica: uuid.UUID
    n: int = 0
    cursor: int = 0
    held: dict[str, dict[str, Op]] = field(default_factory=dict)
    waiting: list[Op] = field(default_factory=list)

    def note(self, step: Step) -> Op:
        self.n += 1
        there = self.held.setdefault(step.door, {})
        own = [op for op in there.values() if op.replica == self.replica]
        of = own[-1].id if own and step.is_correction else ""
        made = Op(
            f"{self.replica.int}.{self.n}", self.replica, self.n, causal.known(there.values()), step.door,
            step.verb, step.at, of, due=due_at(step.verb, step.at),
        )  # fmt: skip
        there[made.id] = made
        self.waiting.append(made)
        return made

    def hear(self, log: Log, n: int) -> None:
        for op in log.rows[self.cursor : self.cursor + n]:
            self.held.setdefault(op.key, {}).setdefault(op.id, op)
        self.cursor = min(len(log.rows), self.cursor + n)

    @property
    def ops(self) -> list[Op]:
        return [op for there in self.held.values() for op in there.values()]


class Ours:
    """A schedule as phones and server play it."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.log, self.noted = Log(), list[Op]()
        self.phones = [Phone(uuid.UUID(int=1 + n)) for n in range(1 + max(step.phone for step in steps))]
        for step in steps:
            self.play(self.phones[step.phone], step)
        for phone in self.phones:  # all networks are back
            self.log.append(phone.waiting)
            phone.waiting = []
        for phone in self.phones:
            phone.hear(self.log, len(self.log.rows))

    def play(self, phone: Phone, step: Step) -> None:
        if step.do == NOTE:
            self.noted.append(phone.note(step))
        elif step.do == HEAR:
            phone.hear(self.log, step.n)
        else:
            self.log.append(phone.waiting[: step.n])
            if step.do == SEND:
                phone.waiting = phone.waiting[step.n :]

    @property
    def lost(self) -> int:
        """Entries that the log lacks, or that count for nothing though nobody took them back."""
        there = {op.id for op in self.log.rows}
        talks = {op_id for state in by_door(self.log.rows).values() for op_id in state.talks}
        stand = {op.id for op in rules.standing(self.noted) if op.verb == rules.TALKED}
        return len({op.id for op in self.noted} - there) + len(stand - talks) + self.forgotten

    @property
    def forgotten(self) -> int:
        """Doors where nobody knows any more that somebody is to come back."""
        held: dict[str, list[Op]] = {}
        for op in rules.standing(self.log.rows):
            held.setdefault(op.key, []).append(op)
        told = by_door(self.log.rows)
        return sum(told[key].wish != rules.WAITS for key, ops in held.items() if _waits(ops))

    @property
    def doubled(self) -> int:
        return len(self.log.rows) - len({op.id for op in self.log.rows})

    @property
    def unequal(self) -> int:
        """Phones that come to another state than the server."""
        told = by_door(self.log.rows)
        return sum(by_door(phone.ops) != told for phone in self.phones)

    def reordered(self, dice: random.Random) -> int:
        """Doors that another order of arrival would change."""
        mixed = self.log.rows[:]
        dice.shuffle(mixed)
        told, other = by_door(self.log.rows), by_door(mixed)
        return sum(told[key] != other[key] for key in told)


def due_at(verb: str, at: float) -> int | None:
    """An hour later, of a wish that somebody comes back."""
    return int(at) + 3600 if verb == rules.COME_BACK else None


def _waits(ops: Sequence[Op]) -> bool:
    """Whether a wish is the last that anybody heard of its door, but for people who found nobody."""
    more = {rules.COME_BACK, rules.TALKED, rules.REFUSED}
    newest = causal.heads([op for op in ops if op.verb in more])
    is_over = any(op.verb == rules.NO_RETURN for op in ops)
    return not is_over and any(op.verb == rules.COME_BACK for op in newest)


def by_door(ops: Sequence[Op]) -> dict[str, rules.State]:
    return rules.by_door(ops, rules.Building())
