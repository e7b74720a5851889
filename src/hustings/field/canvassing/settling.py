"""From the log of a walk list to its doors: by rule, from all that was noted of a building."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hustings.field.canvassing import answers, corrected, door_keys, rules, seals
from hustings.field.canvassing.corrected import Corrected
from hustings.field.canvassing.models import DoorResult, WalkList
from hustings.field.canvassing.rules import Building, Op, State
from hustings.foundation.lib.sql import sql_parts
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.models import LoggedEntry, Stream

MOST_DOORS = 10  # of one entry on a building
LONGEST_NOTE = 500
LONGEST_WALKER = 30
LONGEST_REMARK = 100
_LATEST = 4_102_444_800  # 2100: later than any door that is still to be visited
_BUILDINGS = 50  # of one question
_OF_DOORS = frozenset({*rules.RESULTS, rules.UNDO, rules.WISHED, rules.MOVED})
_LEAST = {rules.ADD: 1, rules.MERGE: 2, rules.PART: 2}  # doors that the entry names


def check(stream: Stream, entry: Entry) -> str:
    """Fault in an entry's shape; empty for none."""
    body = entry.body
    if not isinstance(body, dict) or not _is_id(body.get("of", "")):
        return "shape"
    if entry.verb == rules.UNDO and not body.get("of"):
        return "shape"
    if entry.key.count("/") == 3:
        said, by = body.get("said", ""), body.get("by", "")
        if not isinstance(said, str) or len(said) > seals.LONGEST:
            return "shape"
        if not isinstance(by, str) or len(by) > LONGEST_WALKER:
            return "shape"
        if entry.verb in rules.WISHES and not _is_wish(body):
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


def _is_wish(body: dict[str, Any]) -> bool:
    due, remark = body.get("due"), body.get("remark", "")
    is_moment = type(due) is int and 0 < due < _LATEST
    return is_moment and isinstance(remark, str) and len(remark) <= LONGEST_REMARK


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
    noted = {door_keys.building_of(key) for key in keys}
    touched = sorted(noted & walk_list.listed.keys())
    for strays in sql_parts.parts(sorted(noted - walk_list.listed.keys())):  # what doors were for a while
        DoorResult.objects.filter(walk_list=walk_list, building__in=strays).delete()
    for at in range(0, len(touched), _BUILDINGS):
        part = touched[at : at + _BUILDINGS]
        now = corrected.of(part)
        ops = _ops(stream, walk_list, now.buildings, keys)
        DoorResult.objects.filter(walk_list=walk_list, building__in=now.buildings).delete()
        DoorResult.objects.bulk_create(_rows(walk_list, ops, now))
    answers.keep(walk_list, stream, keys)


def _ops(
    stream: Stream, walk_list: WalkList, buildings: Collection[str], keys: Collection[str]
) -> dict[str, list[Op]]:
    """All entries of some buildings: of their own keys, of doors known before, and of those in ``keys``."""
    found: dict[str, list[Op]] = {building: [] for building in buildings}
    known = walk_list.results.filter(building__in=buildings).values_list("key", flat=True)
    wanted = {*buildings, *known, *(key for key in keys if door_keys.building_of(key) in found)}
    for part in sql_parts.parts(wanted):
        for entry in LoggedEntry.objects.of(stream, part):
            found[door_keys.building_of(entry.key)].append(rules.logged(entry))
    return found


def _rows(walk_list: WalkList, ops: Mapping[str, list[Op]], now: Corrected) -> Iterator[DoorResult]:
    """One row for each door that the list lacks or of which there is something to say."""
    of_doors = [op for building, found in ops.items() for op in found if op.key != building]
    ones = [rules.building(op for op in found if op.key == building) for building, found in ops.items()]
    added, parted = {key for one in ones for key in one.added}, {key for one in ones for key in one.parted}
    names = {key: name for one in ones for key, name in one.names.items()}
    known = {*added, *parted, *names, *(op.key for op in of_doors)}
    joined = [*names.items(), *((key, now.name(key)) for key in known)]
    names = corrected.chiefs(joined, {key for key in known if now.name(key) != key})
    states = rules.by_door(of_doors, Building(names=names))
    for key in sorted({*known, *names.values()}):
        chief = names.get(key, key)
        state = states.get(key, State()) if chief == key else State()
        yield DoorResult(
            walk_list=walk_list, building=door_keys.building_of(key), key=key,
            counted_with="" if chief == key else chief, is_added=key not in walk_list.words,
            is_parted=key in parted, code=state.code,
            at=_moment(state.at), n_absent=state.n_absent, n_talks=len(state.talks),
            is_double=bool(state.doubles), wish=state.wish, due_at=_moment(state.due), remark=state.remark,
        )  # fmt: skip


def _moment(at: float | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at, UTC)
