"""Addresses: see ``tests/walks.py``."""

from typing import Any

from hustings.field.addresses.models import AddressFile, Correction
from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Kind
from tests import conftest
from tests.cast.field import addresses

HOLDERS = {CHANGE_ADDRESSES: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR}}
_NAMES = ("", "_progress", "_lines", "_refused", "_run", "_undoing", "_removal")
_FILES = ["addresses:imports", *(f"addresses:import{name}" for name in _NAMES)]
WITHOUT_NEEDS = dict.fromkeys(_FILES, frozenset(HOLDERS[CHANGE_ADDRESSES]))


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    conftest.zone(Kind.COMMUNE, "01004", "Ambérieu-en-Bugey")
    one = addresses.with_doors(code="01004")
    found: dict[str, list[Any]] = {
        f"addresses:{name}": [one.pk]
        for name in ("building", "building_edit", "building_merge", "building_split", "doors")
    }
    file = AddressFile.objects.create(file_name="addresses.csv", source="ban", state="checked")
    found |= {f"addresses:import{name}": [file.pk] for name in _NAMES}
    door = one.doors.all()[0]
    done = Correction.objects.create(kind="merge", building=one)
    found |= {f"addresses:door_{name}": [one.pk, door.pk] for name in ("merge", "split")}
    found["addresses:correction_undoing"] = [one.pk, done.pk]
    return found | {"addresses:place": ["01004"], "addresses:door_removal": [one.pk, door.pk]}
