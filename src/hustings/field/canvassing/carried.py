"""Wishes that another list takes over: HQ says so in both logs, so that phones of either list learn of it."""

from collections.abc import Collection, Iterable
from typing import Any

from hustings.field.addresses.models import Building
from hustings.field.canvassing import door_keys, rules, streams
from hustings.field.canvassing.models import DoorResult, WalkList
from hustings.field.canvassing.stop_texts import Stop
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import sql_parts
from hustings.foundation.sync import actions as sync
from hustings.foundation.sync.models import LoggedEntry


def take_over(made: WalkList, rows: Collection[DoorResult], user: User) -> None:
    """Have a new list keep the wishes of these doors, and the old ones know that it does."""
    by_list: dict[int, set[str]] = {}
    for row in rows:
        by_list.setdefault(row.walk_list_id, set()).add(row.key)
    for walk_list in WalkList.objects.filter(pk__in=by_list).order_by("pk"):
        stream = streams.stream_of(walk_list)
        moved = [sync.Said(key, rules.MOVED, {}) for key in _wished(walk_list, by_list[walk_list.pk])]
        sync.note_as_hq(stream=stream, said=moved, user=user)
    wishes = [sync.Said(row.key, rules.WISHED, _body(row)) for row in rows]
    sync.note_as_hq(stream=streams.stream_of(made), said=wishes, user=user)


def stops_of(rows: Iterable[DoorResult]) -> list[Stop]:
    """Doors with a wish as stops of a list, in the order in which their own list walks."""
    found: dict[str, Stop] = {}
    for row in sorted(rows, key=_step):
        old: dict[str, Any] = next((each for each in row.walk_list.stops if each["id"] == row.building), {})
        stop = found.setdefault(
            row.building, Stop(row.building, old.get("address") or _address(row.building), at=old.get("at"))
        )
        words = row.walk_list.words.get(row.key) or row.key.upper().split("/")[1:]
        if row.key not in {door[0] for door in stop.doors}:
            stop.doors.append([row.key, *words])
    return list(found.values())


def _address(building: str) -> str:
    """Address of a building that its list calls otherwise: merged or split since."""
    found = Building.objects.filter(pk=building).first() if door_keys.is_of_register(building) else None
    return str(found or building)


def _step(row: DoorResult) -> tuple[int, int, str]:
    order = list(row.walk_list.listed)
    return row.walk_list_id, order.index(row.building) if row.building in order else len(order), row.key


def _body(row: DoorResult) -> dict[str, Any]:
    assert row.due_at is not None
    return {"due": int(row.due_at.timestamp()), **({"remark": row.remark} if row.remark else {})}


def _wished(walk_list: WalkList, keys: Collection[str]) -> list[str]:
    """All names of these doors under which somebody wished."""
    found: set[str] = set()
    for part in sql_parts.parts(keys):
        rows = DoorResult.objects.filter(walk_list=walk_list, counted_with__in=part).order_by()
        names = {*part, *rows.values_list("key", flat=True)}
        said = LoggedEntry.objects.of(streams.stream_of(walk_list), names)
        found |= {entry.key for entry in said if entry.verb in rules.WISHES}
    return sorted(found)
