"""Canvassing, as the walks over all views know it."""

import datetime as dt
from typing import Any

from django.utils import timezone

from hustings.field.canvassing import actions
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Kind
from tests import conftest
from tests.cast.field import addresses, turfs
from tests.cast.field.canvassing import street

HOLDERS = {ORGANISE_CANVASSING: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR}}


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A walk list without a territory, in the hands of somebody."""
    made = street.walk_list()
    ends_at = timezone.now() + dt.timedelta(days=1)
    handset, _link = actions.hand_out(walk_list=made, team="A", ends_at=ends_at, user=dora)
    place = conftest.zone(Kind.COMMUNE, "01007", "Ambronay")
    addresses.building("1 rue Haute", "01007", latitude=46.0, longitude=5.3)
    plan = turfs.cut(place)
    names = ("list", "hand_out", "closing", "reopening")
    return {f"canvassing:{name}": [made.pk] for name in names} | {
        "canvassing:revocation": [made.pk, handset.pk],
        "canvassing:turf_list": [plan.pk, 1],
    }
