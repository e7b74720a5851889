"""Division of a plan's area into turfs: read the buildings, cut, put each turf in walking order, write."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from hustings.field.addresses.models import Building
from hustings.field.turfs import areas
from hustings.field.turfs.cuts import graph, halves, plane
from hustings.field.turfs.cuts.barriers import Points, segments
from hustings.field.turfs.models import Plan, Stop, Turf
from hustings.field.turfs.models.turfs import new_code
from hustings.field.turfs.walks import distances, order

log = logging.getLogger(__name__)
MOST = 30_000  # buildings of one plan
_BESIDE = 0.02  # degrees around the buildings in which barriers count
_COLUMNS = ("pk", "number", "street", "city", "latitude", "longitude", "homes")


@dataclass(slots=True)
class Walk:
    """One turf to be: its buildings or stops in walking order."""

    buildings: list[Any]
    n_homes: int
    metres: int


def divide(plan: Plan) -> None:
    """Cut a plan anew; running it twice leaves the turfs of one cut, and those handed out as they are."""
    found = list(areas.buildings(plan).only(*_COLUMNS)[: MOST + 1])
    if len(found) > MOST:
        _fail(plan, Plan.Problem.TOO_MANY)
        return
    placed = areas.within(
        plan, [one for one in found if one.latitude is not None and one.longitude is not None]
    )
    if not placed:
        _fail(plan, Plan.Problem.EMPTY)
        return
    walks = _walks(plan, placed)
    n_unplaced = sum(1 for one in found if one.latitude is None or one.longitude is None)
    _write(plan, walks, n_unplaced)


def _walks(plan: Plan, placed: list[Building]) -> list[Walk]:
    degrees = areas.points(placed)
    middle = float(degrees[:, 0].mean()), float(degrees[:, 1].mean())
    xy, lines = plane.metres(degrees, middle), _barriers(plan, degrees, middle)
    homes = np.array([one.homes or 1 for one in placed], dtype=float)
    turfs = halves.halve(graph.net(xy, lines), homes, halves.Limits(*plan.limits))
    found = []
    for number in range(int(turfs.max()) + 1):
        inside = np.flatnonzero(turfs == number)
        of_turf = [placed[one] for one in inside.tolist()]
        found.append(_walk(of_turf, xy[inside], lines, order.OF_A_CUT))
    return found


def walk(plan: Plan, placed: Sequence[Any]) -> Walk:
    """Buildings or stops of one turf in walking order."""
    degrees = areas.points(placed)
    middle = float(degrees[:, 0].mean()), float(degrees[:, 1].mean())
    return _walk(placed, plane.metres(degrees, middle), _barriers(plan, degrees, middle), 1.0)


def _walk(placed: Sequence[Any], xy: Points, lines: Points, effort: float) -> Walk:
    ways = distances.matrix(xy, [one.street for one in placed], [one.number for one in placed], lines)
    found = order.walk(ways, effort=effort)
    homes = sum(one.homes or 1 for one in placed)
    return Walk([placed[one] for one in found], homes, order.length(ways, found) // distances.TENTHS)


def _barriers(plan: Plan, degrees: Points, middle: tuple[float, float]) -> Points:
    """Barriers near the buildings, in metres."""
    rows = segments(plan.barriers)
    (west, south), (east, north) = degrees.min(axis=0) - _BESIDE, degrees.max(axis=0) + _BESIDE
    x, y = rows[:, [0, 2]], rows[:, [1, 3]]
    near = (
        (x.max(axis=1) >= west)
        & (x.min(axis=1) <= east)
        & (y.max(axis=1) >= south)
        & (y.min(axis=1) <= north)
    )
    ends = plane.metres(rows[near].reshape(-1, 2), middle)
    return ends.reshape(-1, 4)


@transaction.atomic
def _fail(plan: Plan, problem: str) -> None:
    if _emptied(plan):
        Plan.objects.filter(pk=plan.pk).update(problem=problem, cut_at=timezone.now())


def _emptied(plan: Plan) -> bool:
    """Whether the turfs of the cut before are gone: not if one of them was handed out since."""
    locked = Plan.objects.select_for_update().filter(pk=plan.pk).first()
    if not locked or locked.turfs.out().exists():
        return False
    locked.turfs.all().delete()
    return True


@transaction.atomic
def _write(plan: Plan, walks: list[Walk], n_unplaced: int) -> None:
    """Turfs in place of those of the cut before."""
    if not _emptied(plan):
        return
    found_codes = codes(len(walks))
    turfs = Turf.objects.bulk_create(
        turf_of(plan, number, code, walk)
        for number, (walk, code) in enumerate(zip(walks, found_codes, strict=True), 1)
    )
    Stop.objects.bulk_create(
        (
            Stop(turf=turf, place=place, building=one, **_copied(one))
            for turf, walk in zip(turfs, walks, strict=True)
            for place, one in enumerate(walk.buildings, 1)
        ),
        batch_size=500,
    )
    Plan.objects.filter(pk=plan.pk).update(cut_at=timezone.now(), problem="", n_unplaced=n_unplaced)
    log.info("turfs.cut plan=%s turfs=%s", plan.pk, len(walks))


def _copied(one: Building) -> Mapping[str, Any]:
    return {
        name: getattr(one, name) for name in ("number", "street", "city", "latitude", "longitude", "homes")
    }


def turf_of(plan: Plan, number: int, code: str, walk: Walk) -> Turf:
    """A turf that is walked so, not saved yet."""
    return Turf(
        plan=plan, number=number, code=code, n_buildings=len(walk.buildings), n_homes=walk.n_homes,
        metres=walk.metres,
    )  # fmt: skip


def codes(n: int) -> list[str]:
    """So many codes that no turf has."""
    found: set[str] = set()
    while len(found) < n:
        drawn = {new_code() for _one in range(n - len(found))}
        found |= drawn - set(Turf.objects.filter(code__in=drawn).values_list("code", flat=True))
    return sorted(found)
