"""Outlines of polling stations, drawn from the addresses of a municipality."""

from typing import Any

from hustings.field.addresses.models import Building
from hustings.field.stations.outlines import cells, writing


def draw(municipality: str) -> None:
    """Draw those of a municipality's stations; those that a file has brought stay. Safe to run again."""
    found = Building.objects.standing().exclude(latitude=None).exclude(longitude=None)
    found = found.filter(municipality=municipality, station__municipality=municipality).order_by()
    placed = found.values_list("station", "longitude", "latitude")
    rows: Any = placed.iterator(10_000)
    writing.estimate(municipality, cells.drawn((station, (x, y)) for station, x, y in rows))
