"""Stops of a walk list, typed or pasted from a table: one door a line. No Django."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hustings.field.addresses import keys
from hustings.field.canvassing import door_keys

MOST_DOORS = 1_000
LONGEST = 100_000  # characters of the text
_ADDRESSES = uuid.UUID("5d6f6a1e-3d0c-4b5b-9d0e-8f4c6f2f5a11")
_LONGEST_ADDRESS, _LONGEST_PART = 200, 20


class BadStops(ValueError):
    """``args``: the reason, a key of words above, and the number of the line."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason, line)
        self.reason, self.line = reason, line


@dataclass(slots=True)
class Stop:
    """A building and its doors: key, stair, floor, label.

    ``at``: latitude, longitude, street and its side (0, 1 or None), where the place is known.
    """

    id: str
    address: str
    doors: list[list[str]] = field(default_factory=list)
    at: tuple[float, float, str, int | None] | list[Any] | None = None

    def add(self, stair: str = "", floor: str = "", label: str = "") -> None:
        """One more door, unless it is there."""
        key = door_keys.key(self.id, stair, floor, label)
        if key not in {door[0] for door in self.doors}:
            self.doors.append([key, stair, floor, label])

    def told(self) -> dict[str, Any]:
        place = {"at": list(self.at)} if self.at else {}
        return {"id": self.id, "address": self.address, "doors": self.doors} | place


def read(text: str) -> list[Stop]:
    """Lines of “address; stair; floor; door”, or of a table; an address alone is a house. Raises BadStops."""
    found: dict[str, Stop] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        address, *parts = [part.strip() for part in line.split("\t" if "\t" in line else ";")]
        if not address or len(parts) > 3:
            raise BadStops("columns", number)
        if len(address) > _LONGEST_ADDRESS or any(len(part) > _LONGEST_PART for part in parts):
            raise BadStops("long", number)
        key = building(address)
        found.setdefault(key, Stop(key, address)).add(*parts)
    if not found:
        raise BadStops("empty")
    if count(found.values()) > MOST_DOORS:
        raise BadStops("many")
    return list(found.values())


def building(address: str) -> str:
    """Key of a building that is known by its address alone."""
    return str(uuid.uuid5(_ADDRESSES, keys.street(address)))


def count(stops: Iterable[Stop]) -> int:
    """Number of doors."""
    return sum(len(stop.doors) for stop in stops)
