"""Rules of a door: what all that was noted of it comes to.

Pure, and the same for every order in which entries arrive. ``canvassing/rules.js`` says the same on phones;
one table of cases holds both to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hustings.foundation.sync import causal

NO_ACCESS, ABSENT, COME_BACK, REFUSED = "no_access", "absent", "come_back", "refused"
TALKED, NO_RETURN = "talked", "no_return"
RESULTS = (NO_ACCESS, ABSENT, COME_BACK, REFUSED, TALKED, NO_RETURN)  # the weightier one is the state
UNDO, ADD, MERGE, PART, NOTE = "undo", "add", "merge", "part", "note"
WISHED, MOVED = "wished", "moved"  # of HQ: a wish that a list takes over, and that another one took
WISHES = (COME_BACK, WISHED)
OPEN = ""  # nobody has been there
WAITS, DONE, GONE = "waits", "done", "gone"  # of a wish that somebody comes back


@dataclass(frozen=True, slots=True)
class Op:
    """An entry of the log, as the rules see it. ``at``: seconds since 1970, by our clock."""

    id: str
    replica: UUID
    n: int
    seen: Mapping[str, int]
    key: str
    verb: str
    at: float
    of: str = ""  # the entry that it takes back or corrects
    doors: tuple[str, ...] = ()  # of an entry on a building: the keys of doors that it is about
    due: int | None = None  # from when on somebody may come back: seconds since 1970
    remark: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Sum of all that was noted of one door. ``doubles``: talks of people who didn't know of each other.

    ``wish``: whether somebody is to come back (waits), was there since (done), or has it on another
    list (gone); ``due``: from when on.
    """

    code: str = OPEN
    at: float | None = None
    n_absent: int = 0
    talks: tuple[str, ...] = ()
    doubles: tuple[str, ...] = ()
    wish: str = ""
    due: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Building:
    """Doors of a building as walkers found them, beside those of the list."""

    added: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()  # that have become others
    names: Mapping[str, str] = field(default_factory=dict)  # key -> the one it counts with: they are one door
    notes: tuple[str, ...] = ()  # entries


def standing(ops: Iterable[Op]) -> list[Op]:
    """Entries that nobody took back or corrected, in an order that all replicas agree on.

    One ends another only if it knew it. “Do not come back” ends with a slip of the same phone alone.
    """
    ordered = causal.in_order(ops)
    there = {op.id: op for op in ordered}
    ended: set[str] = set()
    for op in reversed(ordered):
        target = there.get(op.of)
        if target and op.id not in ended and _may_end(op, target):
            ended.add(target.id)
    return [op for op in ordered if op.id not in ended]


def _may_end(op: Op, target: Op) -> bool:
    is_known = op.key == target.key and causal.before(target, op)
    return is_known and (target.verb != NO_RETURN or op.replica == target.replica)


def derive(ops: Iterable[Op]) -> State:
    """The state of a door by all entries of its keys: the weightiest result, never the last one."""
    stand = standing(ops)
    results, wish = [op for op in stand if op.verb in RESULTS], _wish(stand)
    if not results:
        return State(**wish)
    code = max((op.verb for op in results), key=RESULTS.index)
    talks = [op for op in results if op.verb == TALKED]
    doubles = [op.id for op in talks if any(_are_apart(op, other) for other in talks)]
    return State(
        code=code, at=max(op.at for op in results if op.verb == code),
        n_absent=sum(op.verb == ABSENT for op in results), talks=tuple(sorted(op.id for op in talks)),
        doubles=tuple(sorted(doubles)), **wish,
    )  # fmt: skip


def _wish(stand: Sequence[Op]) -> dict[str, Any]:
    """The wish that waits, of several the earliest; else the last that was kept.

    A talk, a refusal or another wish ends it where it was known; “do not come back” always does.
    """
    wishes = [op for op in stand if op.verb in WISHES]
    wishes = [op for op in wishes if not any(_follows(other, op) for other in wishes)]
    enders = [op for op in stand if op.verb in (REFUSED, TALKED, NO_RETURN)]
    left = [op for op in wishes if not any(e.verb == NO_RETURN or _follows(e, op) for e in enders)]
    waiting = [op for op in left if not any(e.verb == MOVED and _follows(e, op) for e in stand)]
    if not wishes:
        return {}
    found = min(waiting, key=_urgency) if waiting else max(left or wishes, key=_urgency)
    return {"wish": WAITS if waiting else GONE if left else DONE, "due": found.due, "remark": found.remark}


def _urgency(op: Op) -> tuple[int, str]:
    return op.due or 0, op.id


def _follows(second: Op, first: Op) -> bool:
    """Whether the second was noted by someone who knew of the first."""
    return causal.before(first, second) and not _are_apart(first, second)


def _are_apart(first: Op, second: Op) -> bool:
    """Whether neither knew of the other. What one knew of a door it knew under the name that it saw."""
    if first.replica == second.replica:
        return False
    return first.key != second.key or causal.are_concurrent(first, second)


def building(ops: Iterable[Op]) -> Building:
    """The doors of a building by the entries of its own key. Merged doors count with the first in order."""
    added: set[str] = set()
    parted: set[str] = set()
    notes: list[str] = []
    chief: dict[str, str] = {}
    for op in standing(ops):
        if op.verb == ADD:
            added, parted = added | {*op.doors}, parted - {*op.doors}
        elif op.verb == PART:
            old, new = {*op.doors[:1]}, {*op.doors[1:]}
            added, parted = (added - old) | new, (parted | old) - new
        elif op.verb == NOTE:
            notes.append(op.id)
        elif op.verb == MERGE:
            for key in op.doors[1:]:
                first, second = sorted((_chief(chief, op.doors[0]), _chief(chief, key)))
                chief[second] = first
    names = {key: _chief(chief, key) for key in [*chief, *chief.values()]}
    return Building(tuple(sorted(added)), tuple(sorted(parted)), names, tuple(notes))


def _chief(chief: Mapping[str, str], key: str) -> str:
    while chief.get(key, key) != key:
        key = chief[key]
    return key


def logged(entry: Any) -> Op:
    """A row of the log."""
    body = entry.body
    return Op(
        id=str(entry.pk), replica=entry.replica, n=entry.n, seen=entry.seen, key=entry.key, verb=entry.verb,
        at=entry.at.timestamp(), of=body.get("of", ""), doors=tuple(body.get("doors", ())),
        due=body.get("due"), remark=body.get("remark", ""),
    )  # fmt: skip


def op_of(said: Mapping[str, Any]) -> Op:
    """An entry of the table of cases."""
    return Op(
        id=said["id"], replica=UUID(said["replica"]), n=said["n"], seen=said.get("seen", {}), key=said["key"],
        verb=said["verb"], at=said["at"], of=said.get("of", ""), doors=tuple(said.get("doors", ())),
        due=said.get("due"), remark=said.get("remark", ""),
    )  # fmt: skip


def by_door(ops: Sequence[Op], one: Building) -> dict[str, State]:
    """All doors of a building by the key that each counts with."""
    held: dict[str, list[Op]] = {}
    for op in ops:
        held.setdefault(one.names.get(op.key, op.key), []).append(op)
    return {key: derive(found) for key, found in held.items()}
