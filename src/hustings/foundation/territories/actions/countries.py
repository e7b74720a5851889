"""Loads a country that comes with the package, again and again if need be."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from hustings.foundation.lib.sql import bulk
from hustings.foundation.territories import closure, postcodes, shipped
from hustings.foundation.territories.models import Containment, Kind, Postcode, Step, Zone, key

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
_FIELDS = ["name", "name_key", "parent_id", "population", "latitude", "longitude", "shape"]
_OFFICIAL = [kind for kind in Kind if kind.is_official]
_STAGES = 5


@dataclass(frozen=True, slots=True)
class Loaded:
    """Result of a load. ``gone`` are zones that the file no longer has: they stay, people may live there."""

    n_new: int
    n_changed: int
    n_same: int
    gone: tuple[str, ...]
    made_on: str


@transaction.atomic
def load_country(
    *, code: str = "FR", progress: Progress = lambda done, of: None, country: shipped.Country | None = None
) -> Loaded:
    """Bring the zones of ``code`` up to the shipped file. Stations and free zones are left alone."""
    country = country or shipped.read(code)
    closure.lock()
    loading = _Loading(country)
    for done, stage in enumerate(
        (loading.zones, loading.postcodes, loading.steps, loading.containments), start=1
    ):
        progress(done, _STAGES)
        stage()
    bulk.know(Zone, Postcode, Step, Containment)
    progress(_STAGES, _STAGES)
    postcodes.forget()
    log.info("territories.load_country %s %s", country.code, loading.outcome)
    return loading.outcome


class _Loading:
    """One load: the file, what the database knew before, and the key of each zone of the file."""

    def __init__(self, country: shipped.Country) -> None:
        self.country = country
        self.known: dict[tuple[str, str], list[Any]] = {}
        found = Zone.objects.filter(country=country.code).of_kind(*_OFFICIAL)
        for pk, kind, zone_code, *rest in found.values_list("pk", "kind", "code", *_FIELDS):
            self.known[kind, zone_code] = [pk, *rest]
        n = sum((zone.kind, zone.code) not in self.known for zone in country.zones)
        fresh = iter(bulk.reserve_ids(Zone, n))
        self.keys: list[int] = []
        for zone in country.zones:
            before = self.known.get((zone.kind, zone.code))
            self.keys.append(before[0] if before else next(fresh))
        self.is_changed = False
        self.outcome = Loaded(0, 0, 0, (), country.made_on)

    def zones(self) -> None:
        new, changed, same = [], [], 0
        for pk, zone in zip(self.keys, self.country.zones, strict=True):
            row = self._row(zone)
            before = self.known.pop((zone.kind, zone.code), None)
            if before is None:
                new.append([pk, zone.kind, zone.code, self.country.code, "", *row])
            elif before[1:] != row:
                changed.append(Zone(pk=pk, **dict(zip(_FIELDS, row, strict=True))))
            else:
                same += 1
        bulk.insert(Zone, ["id", "kind", "code", "country", "address", *_FIELDS], new)
        Zone.objects.bulk_update(changed, [name.removesuffix("_id") for name in _FIELDS], batch_size=100)
        self.is_changed = bool(new)
        gone = tuple(sorted(f"{name} ({zone_code})" for (_, zone_code), (_, name, *_) in self.known.items()))
        self.outcome = Loaded(len(new), len(changed), same, gone, self.country.made_on)

    def _row(self, zone: shipped.ShippedZone) -> list[Any]:
        parent = None if zone.parent is None else self.keys[zone.parent]
        shape = self.country.shapes.get(f"{zone.kind} {zone.code}")
        return [zone.name, key(zone.name), parent, zone.population, zone.latitude, zone.longitude, shape]

    def postcodes(self) -> None:
        """The file's postcodes, no more and no less: a zone that is gone serves none."""
        wanted = {(code, self.keys[at]) for code, places in self.country.postcodes.items() for at in places}
        served = Postcode.objects.filter(zone__country=self.country.code, zone__kind__in=_OFFICIAL)
        known = {(code, zone): pk for pk, code, zone in served.values_list("pk", "code", "zone")}
        gone = [pk for pair, pk in known.items() if pair not in wanted]
        Postcode.objects.filter(pk__in=gone).delete()
        bulk.insert(Postcode, ["code", "zone"], sorted(wanted - known.keys()))

    def steps(self) -> None:
        """Each zone in its parent and where else the file places it."""
        wanted = {
            (self.keys[zone.parent], pk)
            for pk, zone in zip(self.keys, self.country.zones, strict=True)
            if zone.parent is not None
        }
        wanted |= {(self.keys[outer], self.keys[inner]) for outer, inner in self.country.steps}
        ours = set(self.keys)
        known = {
            (outer, inner): pk
            for pk, outer, inner in Step.objects.values_list("pk", "outer", "inner")
            if outer in ours and inner in ours
        }
        gone = [pk for pair, pk in known.items() if pair not in wanted]
        for at in range(0, len(gone), 5_000):
            Step.objects.filter(pk__in=gone[at : at + 5_000]).delete()
        missing = sorted(wanted - known.keys())
        bulk.insert(Step, ["outer", "inner"], missing)
        self.is_changed = self.is_changed or bool(gone or missing)
        self.links = wanted

    def containments(self) -> None:
        if not Containment.objects.exists():
            bulk.insert(Containment, ["outer", "inner"], closure.pairs(self.keys, self.links))
        elif self.is_changed:
            closure.rebuild()
