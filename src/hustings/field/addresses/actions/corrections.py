"""Deeds on addresses that are one, or several: merge, part, take it back. Nothing is deleted.

Keys that phones, paper and files hold stay valid: each points to what it is now, one step at most.
"""

import logging
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.addresses import hooks, keys
from hustings.field.addresses.models import Building, Correction, Door, Municipality
from hustings.field.addresses.models.buildings import address_key
from hustings.foundation.lib.sql import sql_parts

log = logging.getLogger(__name__)
_TABLES: dict[str, type[models.Model]] = {"building": Building, "door": Door}
Move = list[Any]  # table, key, what it pointed to, what it points to
Kind = Correction.Kind


class NotNow(Exception):
    """It can't be merged, split or taken back as things are; the message says why."""


def _changed() -> NotNow:
    return NotNow(_("These addresses were changed again since. Undo the later change first."))


@transaction.atomic
def merge_buildings(*, building: Building, into: Building, user: Any) -> Correction:
    """Have one building count as another. Doors that both have become one."""
    old, new = _locked(building), _locked(into)
    if old.pk == new.pk or old.municipality_id != new.municipality_id:
        raise NotNow(_("Choose another address of the same municipality."))
    there = {door.parts: door for door in Door.objects.known(new)}
    moves = _pointed("building", old.pk, new.pk)
    for door in Door.objects.known(old):
        if twin := there.get(door.parts):
            moves += _pointed("door", door.pk, twin.pk)
    return _kept(Kind.MERGE, new, (str(old), str(new)), moves, user)


@transaction.atomic
def merge_doors(*, door: Door, into: Door, user: Any) -> Correction:
    """Have one door count as another of its building."""
    building = _locked(door.building.merged_into or door.building)
    known = {one.pk: one for one in Door.objects.known(building).filter(pk__in=[door.pk, into.pk])}
    if len(known) < 2:
        raise NotNow(_("Choose another door of the same building."))
    moves = _pointed("door", door.pk, into.pk)
    return _kept(Kind.MERGE, building, (str(door), str(into)), moves, user)


@transaction.atomic
def part_building(*, building: Building, stair: str, number: str, user: Any) -> Correction:
    """Give the doors of a staircase to another number of the street; it is added if nobody knows it yet."""
    old = _locked(building)
    new, moves = _neighbour(old, number)
    doors = [door for door in Door.objects.known(old) if keys.stair(door.stair) == keys.stair(stair)]
    if not doors:
        raise NotNow(_("No door of this staircase is known."))
    there = {door.parts: door for door in Door.objects.known(new)}
    for door in doors:
        twin, more = there.get(door.parts), list[Move]()
        if twin is None:
            twin, more = _standing(new, door.stair, door.floor, door.label, door)
        moves += more + _pointed("door", door.pk, twin.pk)
    return _kept(Kind.PART, old, (str(old), str(new)), moves, user)


@transaction.atomic
def part_door(*, door: Door, labels: Sequence[str], user: Any) -> Correction:
    """Have a door be several. Notes at the old one count with the first."""
    building = _locked(door.building.merged_into or door.building)
    if door.merged_into_id or len({keys.label(label) for label in labels}) < 2:
        raise NotNow(_("Enter at least two doors."))
    there = {one.parts: one for one in Door.objects.known(building)}
    doors, moves = [], list[Move]()
    for label in labels:
        one, more = there.get(Door.new(door.building, door.stair, door.floor, label).parts), list[Move]()
        if one is None:
            one, more = _standing(door.building, door.stair, door.floor, label, door)
        moves += more
        doors.append(one)
    if door.pk not in {one.pk for one in doors}:
        moves += _pointed("door", door.pk, doors[0].pk, {move[1] for move in moves})
    words = str(door), ", ".join(map(str, doors))
    return _kept(Kind.PART, building, words, moves, user)


@transaction.atomic
def undo(*, correction: Correction, user: Any) -> Correction:
    """Take a merge or a part back. NotNow where something was built on it since."""
    building = Building.objects.select_for_update(of=("self",)).get(pk=correction.building_id)
    _lock(building.municipality_id)
    if correction.kind == Kind.UNDO or Correction.objects.filter(of=correction).exists():
        raise NotNow(_("This was undone already."))
    moves = [[table, key, after, before] for table, key, before, after in reversed(correction.moves)]
    words = correction.new, correction.old
    return _kept(Kind.UNDO, building, words, moves, user, of=correction)


def _locked(building: Building) -> Building:
    """A building as it is now, while nobody else changes its municipality. NotNow where it is another's."""
    _lock(building.municipality_id)
    now = Building.objects.select_for_update(of=("self",)).get(pk=building.pk)
    if now.merged_into_id:
        raise NotNow(_("This address was merged with another."))
    return now


def _lock(code: str) -> None:
    Municipality.objects.select_for_update(of=("self",)).get(pk=code)


def _pointed(table: str, key: UUID, to: UUID, but: Collection[str] = ()) -> list[Move]:
    """Have a row and all that point to it point to another, but for those that stand for themselves."""
    rows = _TABLES[table]._default_manager.filter(merged_into=key).exclude(pk__in=[to, *but]).order_by("pk")
    others = rows.values_list("pk", flat=True)
    return [[table, str(key), None, str(to)], *([table, str(pk), str(key), str(to)] for pk in others)]


def _neighbour(building: Building, number: str) -> tuple[Building, list[Move]]:
    """The building with this number of the street. Once the part is undone it is merged into the old one."""
    key = keys.building(building.municipality_id, building.street, number)
    found = Building.objects.filter(pk=key).first()
    if (
        key == building.pk
        or not building.street
        or (found and found.merged_into_id not in {None, building.pk})
    ):
        raise NotNow(_("Enter another number of the same street."))
    if found and not found.merged_into_id:
        return found, []
    if not found:
        found = Building.objects.create(
            pk=key, municipality_id=building.municipality_id, street=building.street, number=number,
            number_key=keys.number(number), address_key=address_key(building.street, number),
            postcode=building.postcode, city=building.city, latitude=building.latitude,
            longitude=building.longitude, place_from=building.place_from, station_id=building.station_id,
            changed_at=timezone.now(), merged_into=building,
        )  # fmt: skip
    return found, [["building", str(key), str(building.pk), None]]


def _standing(building: Building, stair: str, floor: str, label: str, old: Door) -> tuple[Door, list[Move]]:
    """A door that stands for itself from now on; once the part is undone it is the old one."""
    wanted: Door = Door.new(building, stair, floor, label)
    found = Door.objects.filter(pk=wanted.pk).first()
    if found and not found.merged_into_id:
        return found, []
    if found and found.merged_into_id != old.pk:
        raise NotNow(_("“%(door)s” was merged with another door. Undo that first.") % {"door": found})
    if not found:
        wanted.save(force_insert=True)
        Door.objects.filter(pk=wanted.pk).update(merged_into=old)
    return wanted, [["door", str(wanted.pk), str(old.pk), None]]


def _kept(
    kind: Kind, building: Building, words: tuple[str, str], moves: list[Move], user: Any, **more: Any
) -> Correction:
    """Move pointers, note it, and tell whoever derives something from addresses."""
    for table, key, was, to in moves:
        rows = _TABLES[table]._default_manager.filter(pk=key, merged_into=was)
        if not rows.update(merged_into=to):
            raise _changed()
    if any(_is_two_steps(table, [move[1] for move in moves if move[0] == table]) for table in _TABLES):
        raise _changed()
    made: Correction = Correction.objects.create(
        kind=kind, building=building, old=words[0][:300], new=words[1][:300], moves=moves, user=user, **more
    )
    touched = _buildings_of(moves) | {building.pk}
    building.municipality.recount()
    for hear in hooks.corrected.all():
        hear(touched)
    log.info("addresses.%s building=%s", kind, building.pk)
    return made


def _is_two_steps(table: str, keys_: Iterable[str]) -> bool:
    """Whether one of these rows, or one that points to them, points to a row that points on."""
    rows = _TABLES[table]._default_manager.filter(merged_into__merged_into__isnull=False)
    return any(
        rows.filter(models.Q(pk__in=part) | models.Q(merged_into__in=part)).exists()
        for part in sql_parts.parts(keys_)
    )


def _buildings_of(moves: Iterable[Move]) -> set[UUID]:
    """Buildings that moved, and those of doors that did."""
    found = {UUID(one) for table, *told in moves if table == "building" for one in told if one}
    doors = [one for table, *told in moves if table == "door" for one in told if one]
    for part in sql_parts.parts(doors):
        found |= set(Door.objects.filter(pk__in=part).order_by().values_list("building", flat=True))
    return found
