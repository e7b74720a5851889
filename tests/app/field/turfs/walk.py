"""Turfs: see ``tests/walks.py``."""

from typing import Any

from hustings.field.turfs.rights import CUT_TURFS
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Kind
from tests import conftest
from tests.cast.field import addresses, turfs

HOLDERS = {CUT_TURFS: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR}}
_OF_PLANS = ("plan", "plan_edit", "plan_removal", "plan_map", "plan_area", "plan_buildings")


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    place = conftest.zone(Kind.COMMUNE, "01006", "Ambléon")
    addresses.building(code="01006", latitude=45.99, longitude=4.9)
    plan = turfs.cut(place)
    plans = {f"turfs:{name}": [plan.pk] for name in _OF_PLANS}
    return plans | {f"turfs:{name}": [plan.pk, 1] for name in ("turf", "turf_hand_out", "stops_move")}
