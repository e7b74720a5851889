"""A town cut into turfs of sixty doors, from the rows of its buildings to the rows of its stops.

Beside it the same doors in the order of a Hilbert curve, cut into as many equal turfs; each turf is walked by
the same solver. Then a railway through the whole town and a river that ends in it: who walks across.
HUSTINGS_BENCH_TOWN is the code of the town in the table of addresses; streets and hamlets that the table
places by one point are left out unless HUSTINGS_BENCH_ALL is 1.
"""

import csv
import os
import random
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import report, turfs_outlines
from hustings.field.turfs.cuts import plane
from hustings.field.turfs.cuts.barriers import Points, crossed, segments
from hustings.field.turfs.walks import distances, order

TOWN = os.environ.get("HUSTINGS_BENCH_TOWN", "29039")
N, SIZE = int(os.environ.get("HUSTINGS_BENCH_N", "6500")), 60
AIM, LONGEST = 0.85, 10  # of a Hilbert cut's walking; seconds
_BITS = 12
_NO_WAY = 10  # times the straight way, to the decimetre: a leg that nothing leads round


def main() -> None:
    """Measure."""
    path = os.environ.get("HUSTINGS_BENCH_ADDRESSES")
    doors = _read(Path(path)) if path else _made()
    report.header("Turfs: a town is cut", doors=len(doors), town=TOWN if path else "made")
    zone = _town(doors)
    plan = _cut(zone, [])
    walked = _metres(plan)
    sizes = list(plan.turfs.values_list("n_homes", flat=True))
    rows = np.array_split(np.array(doors)[_by_curve(np.array(doors))], len(sizes))
    theirs = sum(_walked(turf) for turf in rows)
    report.figure("turfs", len(sizes), "turfs")
    report.figure("homes of the smallest", min(sizes), "homes", at_least=plan.limits[0])
    report.figure("homes of the largest", max(sizes), "homes", at_most=plan.limits[1])
    report.figure("walking", walked / 1000, "km", beside=theirs / 1000)
    report.share("walking of a Hilbert cut’s metres", walked, theirs, at_most=AIM)
    _barred(zone, doors, rows)
    turfs_outlines.main(TOWN, doors)


def _barred(zone: Any, doors: Sequence[tuple[float, float]], rows: Sequence[Points]) -> None:
    (west, south), east = np.min(doors, axis=0) - 0.01, np.max(doors, axis=0)[0] + 0.01
    middle = np.median(doors, axis=0)
    railway = [[west, middle[1]], [middle[0], middle[1] + 0.002], [east, middle[1]]]
    river = [[middle[0], south], [middle[0] + 0.001, middle[1] - 0.004]]
    lines = [[[float(x), float(y)] for x, y in line] for line in (railway, river)]
    plan = _cut(zone, lines, "with barriers: ")
    turfs = [
        np.array(list(turf.stops.order_by("place").values_list("longitude", "latitude")))
        for turf in plan.turfs.all()
    ]
    across = sum(_across(turf, lines) for turf in turfs)
    theirs = sum(_across(turf, lines) for turf in map(_in_order, rows))
    report.figure("legs across a barrier", across, "legs", beside=theirs, at_most=0)


def _cut(zone: Any, barriers: list[Any], words: str = "") -> Any:
    from hustings.field.turfs import division
    from hustings.field.turfs.models import Plan

    plan = Plan.objects.create(name="Doors", zone=zone, size=SIZE, barriers=barriers)
    with report.stopwatch() as seconds:
        division.divide(plan)
    plan.refresh_from_db()
    assert plan.state == "cut", plan.problem
    report.figure(f"{words}read, cut, put in order, written", seconds(), "s", at_most=LONGEST)
    return plan


def _metres(plan: Any) -> int:
    return sum(plan.turfs.values_list("metres", flat=True))


def _read(path: Path) -> list[tuple[float, float]]:
    """Places of a town's doors, each once."""
    is_all = os.environ.get("HUSTINGS_BENCH_ALL") == "1"
    with path.open(encoding="utf-8") as opened:
        return sorted(
            {
                (float(row["longitude"]), float(row["latitude"]))
                for row in csv.DictReader(opened)
                if row["code_commune_ref"] == TOWN and (is_all or row["geo_type"] == "housenumber")
            }
        )


def _made() -> list[tuple[float, float]]:
    """Doors along streets, which are closer together in the middle of the town."""
    dice, found = random.Random(25), set[tuple[float, float]]()
    while len(found) < N:
        x, y, turned = dice.gauss(0, 0.02), dice.gauss(0, 0.014), dice.random() < 0.5
        for n in range(dice.randrange(8, 40)):
            step, side = n * 0.00016, n % 2 * 0.00012
            place = (x + step, y + side) if turned else (x + side, y + step)
            found.add((round(place[0] - 3.9, 6), round(place[1] + 47.87, 6)))
    return sorted(found)[:N]


def _town(doors: Sequence[tuple[float, float]]) -> Any:
    from hustings.field.addresses.models import Building, Municipality
    from hustings.foundation.territories.models import Containment, Kind, Zone

    zone = Zone.objects.create(kind=Kind.COMMUNE, code=TOWN, name="Town", name_key="town", country="FR")
    Containment.objects.create(outer=zone, inner=zone)
    town = Municipality.objects.create(code=TOWN, name="Town", name_key="town", zone=zone)
    Building.objects.bulk_create(
        (
            Building(
                pk=uuid.uuid4(), municipality=town, number_key=str(n), address_key=f"{n:06}", longitude=x,
                latitude=y, homes=1,
            )
            for n, (x, y) in enumerate(doors)
        ),
        batch_size=500,
    )  # fmt: skip
    return zone


def _ways(turf: Points, lines: Sequence[Any] = ()) -> tuple[Points, list[list[int]]]:
    middle = tuple(turf.mean(axis=0))
    ends = plane.metres(segments(lines).reshape(-1, 2), middle).reshape(-1, 4)
    xy = plane.metres(turf, middle)
    return xy, distances.matrix(xy, [""] * len(turf), [""] * len(turf), ends)


def _walked(turf: Points) -> float:
    _xy, ways = _ways(turf)
    return order.length(ways, order.walk(ways, effort=order.OF_A_CUT)) / distances.TENTHS


def _in_order(turf: Points) -> Points:
    return turf[order.walk(_ways(turf)[1], effort=order.OF_A_CUT)]


def _across(walk: Points, lines: Sequence[Any]) -> int:
    """Legs straight across a barrier that no way from door to door leads round."""
    xy, ways = _ways(walk, lines)
    ends = plane.metres(segments(lines).reshape(-1, 2), tuple(walk.mean(axis=0))).reshape(-1, 4)
    straight = np.rint(np.hypot(*(xy[1:] - xy[:-1]).T) * distances.TENTHS)
    legs = np.array([ways[n][n + 1] for n in range(len(walk) - 1)], dtype=float)
    return int((crossed(xy[:-1], xy[1:], ends) & (legs == straight * _NO_WAY)).sum())


def _by_curve(places: Points) -> Points:
    """Order of places along a Hilbert curve over the town."""
    places = plane.metres(places, tuple(places.mean(axis=0)))
    least, span = places.min(axis=0), np.ptp(places, axis=0).max()
    cells = ((places - least) / span * (2**_BITS - 1)).astype(int)
    return np.argsort([_along(int(x), int(y)) for x, y in cells], kind="stable")


def _along(x: int, y: int) -> int:
    found, step = 0, 2 ** (_BITS - 1)
    while step:
        right, above = int(x & step > 0), int(y & step > 0)
        found += step * step * (3 * right ^ above)
        if not above:
            if right:
                x, y = 2**_BITS - 1 - x, 2**_BITS - 1 - y
            x, y = y, x
        step //= 2
    return found
