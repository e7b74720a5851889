"""Polling stations chosen for a plan: by their numbers, or as the best of a ranking."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hustings.field.stations import codes
from hustings.field.stations.models import Ranking, Station
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql.sql_parts import parts
from hustings.foundation.territories.models import Containment, Zone

MOST = 500  # stations of a plan
_RANGE = re.compile(r"(\d{1,4})\s*[-–]\s*(\d{1,4})")


class NotFound(Exception):
    """No such choice of stations; ``str`` says why."""


def typed(text: str, zone: Zone, user: User) -> list[Station]:
    """Stations of a territory by number: ``1, 3, 8-12``, or ``69123-1`` with the municipality's code."""
    asked = list(dict.fromkeys(islice(_asked(text), MOST + 1)))
    if len(asked) > MOST:
        raise NotFound(_("A plan has at most %(most)s polling stations.") % {"most": MOST})
    known: dict[str, list[Station]] = defaultdict(list)
    for some in parts({number for _municipality, number in asked}):
        for station in _of_territory(zone, user).filter(number__in=some):
            known[station.number].append(station)
    return [_one(known[number], municipality, number) for municipality, number in asked]


def _asked(text: str) -> Iterator[tuple[str, str]]:
    """Municipality, or nothing, and number of each."""
    for word in filter(None, (one.strip() for one in re.split(r"[,;\n]", text))):
        ends = _RANGE.fullmatch(word)
        if ends and int(ends[1]) <= int(ends[2]):
            yield from (("", codes.number(str(n))) for n in range(int(ends[1]), int(ends[2]) + 1))
            continue
        municipality, _dash, number = word.rpartition("-")
        yield codes.municipality(municipality) if municipality else "", codes.number(number)


def _one(found: list[Station], municipality: str, number: str) -> Station:
    fits = [one for one in found if municipality in ("", one.municipality)]
    shown = {"number": f"{municipality}-{codes.shown(number)}".removeprefix("-")}
    if not fits:
        raise NotFound(_("There is no polling station %(number)s in this territory.") % shown)
    if len(fits) > 1:
        shown["code"] = fits[0].municipality
        words = _("Several municipalities have a polling station %(number)s. Enter %(code)s-%(number)s.")
        raise NotFound(words % shown)
    return fits[0]


def _of_territory(zone: Zone, user: User) -> QuerySet[Station]:
    """Those in a territory; of the one around it, if it has none."""
    seen = Station.objects.visible_to(user)
    within = seen.filter(zone__in=Containment.objects.filter(outer=zone).values("inner"))
    around = Containment.objects.filter(inner=zone).values("outer")
    return within if within.exists() else seen.filter(zone__in=around)


def best(ranking: Ranking, n: int, zone: Zone, user: User) -> list[Station]:
    """The first ones to visit in a territory. Hold-outs stay unvisited."""
    rows = ranking.rows.visible_to(user).inside(zone.pk).chosen().filter(is_held_out=False)
    found = [one.station for one in rows.select_related("station")[:n]]
    if not found:
        raise NotFound(_("No station to visit of this ranking is in this territory."))
    return found
