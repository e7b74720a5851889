"""Names of doors: two phones that find the same door name it alike, so that it is one door in the log.

A key is ``<building>/<stair>/<floor>/<door>``, each part as ``addresses.keys`` has it, cut to a length.
``canvassing/door-keys.js`` does the same on phones; the tables of cases hold both to it.
"""

from uuid import UUID

from hustings.field.addresses import keys

LONGEST = 20  # characters of a part


def key(building: str, stair: str = "", floor: str = "", label: str = "") -> str:
    """The door's name in the log."""
    parts = (keys.stair(stair), keys.floor(floor), keys.label(label))
    return "/".join((building, *(part[:LONGEST] for part in parts)))


def building_of(name: str) -> str:
    """The building of a door, or of a note on it."""
    return name.partition("/")[0]


def is_of_register(building: str) -> bool:
    """Whether it is the key of a building of the list of addresses: others are known by what was typed."""
    try:
        return str(UUID(building)) == building
    except ValueError:
        return False
