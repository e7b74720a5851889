"""From the log of a walk list to its doors: by rule, from all that was noted of a building."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hustings.field.canvassing import answers, door_keys, rules, seals
from hustings.field.canvassing.models import DoorResult, WalkList
from hustings.field.canvassing.rules import Building, Op, State
from hustings.foundation.lib.sql import sql_parts
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.models import LoggedEntry, Stream

MOST_DOORS = 10  # of one entry on a building
LONGEST_NOTE = 500
_BUILDINGS = 50  # of one question
_OF_DOORS = frozenset({*rules.RESULTS, rules.UNDO})
_LEAST = {rules.ADD: 1, rules.MERGE: 2, rules.PART: 2}  # doors that the entry names


def check(stream: Stream, entry: Entry) -> str:
    """Fault in an entry's shape; empty for none."""
    body = entry.body
    if not isinstance(body, dict) or not _is_id(body.get("of", "")):
        return "shape"
    if entry.verb == rules.UNDO and not body.get("of"):
        return "shape"
    if entry.key.count("/") == 3:
        said = body.get("said", "")
        if not isinstance(said, str) or len(said) > seals.LONGEST:
            return "shape"
        return "" if entry.verb in _OF_DOORS else "verb"
    return _check_building(entry, body) if "/" not in entry.key else "key"


def _check_building(entry: Entry, body: dict[str, Any]) -> str:
    if entry.verb == rules.UNDO:
        return ""
    if entry.verb == rules.NOTE:
        text = body.get("text")
        return "" if isinstance(text, str) and 0 < len(text.strip()) <= LONGEST_NOTE else "shape"
    if entry.verb not in _LEAST:
        return "verb"
    doors = body.get("doors")
    if not isinstance(doors, list) or not _LEAST[entry.verb] <= len(doors) <= MOST_DOORS:
        return "shape"
    return "" if all(_is_door_of(entry.key, door) for door in doors) else "shape"


def _is_id(value: Any) -> bool:
    if value == "":
        return True
    try:
        UUID(value if isinstance(value, str) else "-")
    except ValueError:
        return False
    return True


def _is_door_of(building: str, value: Any) -> bool:
    is_key = isinstance(value, str) and len(value) <= 100 and value.count("/") == 3
    return is_key and door_keys.building_of(value) == building


def settle(stream: Stream, keys: Collection[str]) -> None:
    """Bring the doors of all buildings that were noted up to the log."""
    walk_list = WalkList.objects.select_related("version").filter(pk=stream.subject).first()
    if walk_list is None:
        return
    touched = sorted({door_keys.building_of(key) for key in keys} & walk_list.listed.keys())
    for at in range(0, len(touched), _BUILDINGS):
        part = touched[at : at + _BUILDINGS]
        ops = _ops(stream, walk_list, part, keys)
        rows = [row for building in part for row in _rows(walk_list, building, ops[building])]
        DoorResult.objects.filter(walk_list=walk_list, building__in=part).delete()
        DoorResult.objects.bulk_create(rows)
    answers.keep(walk_list, stream, keys)


def _ops(
    stream: Stream, walk_list: WalkList, buildings: Sequence[str], keys: Collection[str]
) -> dict[str, list[Op]]:
    """All entries of some buildings: of their own keys, of doors known before, and of those in ``keys``."""
    found: dict[str, list[Op]] = {building: [] for building in buildings}
    known = walk_list.results.filter(building__in=buildings).values_list("key", flat=True)
    wanted = {*buildings, *known, *(key for key in keys if door_keys.building_of(key) in found)}
    for part in sql_parts.parts(wanted):
        for entry in LoggedEntry.objects.of(stream, part):
            found[door_keys.building_of(entry.key)].append(rules.logged(entry))
    return found


def _rows(walk_list: WalkList, building: str, ops: Iterable[Op]) -> Iterator[DoorResult]:
    """One row for each door that the list lacks or of which there is something to say."""
    of_doors: list[Op] = []
    of_building: list[Op] = []
    for op in ops:
        (of_building if op.key == building else of_doors).append(op)
    one = rules.building(of_building)
    states = rules.by_door(of_doors, one)
    listed = {*walk_list.listed[building]}
    for key in sorted({*states, *one.added, *one.parted, *one.names, *(op.key for op in of_doors)}):
        chief = one.names.get(key, key)
        state = states.get(key, State()) if chief == key else State()
        yield _row(walk_list, building, key, state, one, listed)


def _row(
    walk_list: WalkList, building: str, key: str, state: State, one: Building, listed: Collection[str]
) -> DoorResult:
    chief = one.names.get(key, key)
    return DoorResult(
        walk_list=walk_list, building=building, key=key, counted_with="" if chief == key else chief,
        is_added=key not in listed, is_parted=key in one.parted, code=state.code,
        at=None if state.at is None else datetime.fromtimestamp(state.at, UTC),
        n_absent=state.n_absent, n_talks=len(state.talks), is_double=bool(state.doubles),
    )  # fmt: skip
