"""Entering of stations, one by hand or many from a file."""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.field.stations import entering
from hustings.field.stations.entering import Wanted
from hustings.field.stations.models import Station

log = logging.getLogger(__name__)


class StationThere(Exception):
    """A station of that municipality has this number already."""


@transaction.atomic
def add_station(*, wanted: Wanted, user: Any) -> Station:
    """Enter one station; StationThere where it is entered already."""
    if not enter_stations(wanted=[wanted]):
        raise StationThere(_("This station is already entered."))
    municipality, number = wanted.key
    found = Station.objects.get(municipality=municipality, number=number)
    log.info("station added station=%s user=%s", found.pk, user.pk)
    return found


@transaction.atomic
def enter_stations(*, wanted: Iterable[Wanted]) -> int:
    """Enter those that are new, with their territories; how many. Those that are there stay as they are."""
    return len(entering.enter(wanted))
