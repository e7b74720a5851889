"""Wishes that another list takes over: HQ says so in both logs, so that phones of either list learn of it."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.addresses.models import Building
from hustings.field.canvassing import door_keys, rules, streams
from hustings.field.canvassing.models import DoorResult, WalkList
from hustings.field.canvassing.stop_texts import Stop
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import sql_parts
from hustings.foundation.sync import actions as sync
from hustings.foundation.sync import causal
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream

Said = tuple[str, dict[str, int], str, dict[str, Any]]  # key, what was known of it, verb, body


def take_over(made: WalkList, rows: Collection[DoorResult], user: User) -> None:
    """Have a new list keep the wishes of these doors, and the old ones know that it does."""
    by_list: dict[int, set[str]] = {}
    for row in rows:
        by_list.setdefault(row.walk_list_id, set()).add(row.key)
    for walk_list in WalkList.objects.filter(pk__in=by_list).order_by("pk"):
        _say(streams.stream_of(walk_list), _moved(walk_list, by_list[walk_list.pk]), user)
    wishes = [(row.key, dict[str, int](), rules.WISHED, _body(row)) for row in rows]
    _say(streams.stream_of(made), wishes, user)


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


def _moved(walk_list: WalkList, keys: Collection[str]) -> list[Said]:
    """One entry for each name of a door under which somebody wished."""
    found: dict[str, list[rules.Op]] = {}
    for part in sql_parts.parts(keys):
        rows = DoorResult.objects.filter(walk_list=walk_list, counted_with__in=part).order_by()
        names = {*part, *rows.values_list("key", flat=True)}
        for entry in LoggedEntry.objects.of(streams.stream_of(walk_list), names):
            found.setdefault(entry.key, []).append(rules.logged(entry))
    return [
        (key, causal.known(ops), rules.MOVED, {})
        for key, ops in found.items()
        if any(op.verb in rules.WISHES for op in ops)
    ]


def _say(stream: Stream, said: Collection[Said], user: User) -> None:
    """Note as HQ, which is no phone: it has no link."""
    now, replica = timezone.now(), uuid4()
    hq, _is_new = Handset.objects.get_or_create(
        stream=stream, digest="", defaults={"name": _("HQ"), "ends_at": now, "made_by": user}
    )
    entries = [
        Entry(uuid4(), replica, n, seen, key, verb, body, now)
        for n, (key, seen, verb, body) in enumerate(said, 1)
    ]
    sync.rescue(handset=hq, entries=entries, clock_offset=0, user=user)
