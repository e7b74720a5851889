"""Outlines of polling stations drawn from a town's addresses: how many lie in that of their own station.

Beside it convex hulls of each station's addresses, the plainest drawing: counted is what lies in its own hull
alone. Without a table of addresses, stations are made: whatever street is nearest to one of twelve schools.
"""

import csv
import os
import random
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from benchmarks import report

AIM, LONGEST = 0.99, 2  # of all addresses; seconds
Placed = list[tuple[int, tuple[float, float]]]


def main(town: str, doors: list[tuple[float, float]]) -> None:
    """Measure."""
    from hustings.field.stations.outlines import cells

    path = os.environ.get("HUSTINGS_BENCH_ADDRESSES")
    placed = _read(Path(path), town) if path else _made(doors)
    with report.stopwatch() as seconds:
        found = cells.drawn(placed)
    report.figure("outlines drawn from addresses", seconds(), "s", at_most=LONGEST)
    shapes = {
        key: shapely.geometry.shape({"type": "MultiPolygon", "coordinates": of}) for key, of in found.items()
    }
    own: dict[int, list[tuple[float, float]]] = {}
    for station, place in placed:
        own.setdefault(station, []).append(place)
    hulls = {key: shapely.convex_hull(shapely.multipoints(places)) for key, places in own.items()}
    for name, drawn, aim in (("own outline alone", shapes, AIM), ("own convex hull alone", hulls, None)):
        within = sum(_within(drawn, key, places) for key, places in own.items())
        report.share(f"addresses within their {name}", within, len(placed), at_least=aim)


def _within(drawn: dict[int, object], own: int, places: list[tuple[float, float]]) -> int:
    """How many places the own shape holds, and no other does."""
    points = shapely.points(np.array(places))
    times: Any = np.zeros(len(points), int)
    for shape in drawn.values():
        times += shapely.intersects(shape, points)
    return int((shapely.intersects(drawn[own], points) & (times == 1)).sum())


def _read(path: Path, town: str) -> Placed:
    with path.open(encoding="utf-8") as opened:
        rows = [row for row in csv.DictReader(opened) if row["code_commune_ref"] == town]
    return [
        (int(row["id_brut_bv_reu"].split("_")[1]), (float(row["longitude"]), float(row["latitude"])))
        for row in rows
    ]


def _made(doors: list[tuple[float, float]]) -> Placed:
    dice = random.Random(7)
    schools = np.array(dice.sample(doors, 12))
    streets = [(round(x, 3), round(y, 3)) for x, y in doors]
    nearest = [int(np.hypot(*(schools - street).T).argmin()) for street in streets]
    return list(zip(nearest, doors, strict=True))
