"""Small drawing of a turf's walk, for a page: no map server is needed."""

from collections.abc import Sequence
from math import cos, radians
from typing import Any, NamedTuple

from hustings.field.turfs.models import Stop

WIDTH, MARGIN, TALLEST = 640.0, 16.0, 640.0


class Drawing(NamedTuple):
    """The walk as points of SVG, and its stops."""

    width: float
    height: float
    line: str
    stops: Sequence[tuple[float, float, Any]]


def drawn(stops: Sequence[Stop]) -> Drawing:
    """North is up, a metre is as long both ways."""
    flat = cos(radians(sum(one.latitude for one in stops) / len(stops)))
    x, y = [one.longitude * flat for one in stops], [-one.latitude for one in stops]
    inner = WIDTH - 2 * MARGIN
    scale = min(inner / max(max(x) - min(x), 1e-6), (TALLEST - 2 * MARGIN) / max(max(y) - min(y), 1e-6))
    left, top = min(x), min(y)
    points = [
        (round(MARGIN + (one - left) * scale, 1), round(MARGIN + (other - top) * scale, 1))
        for one, other in zip(x, y, strict=True)
    ]
    line = " ".join(f"{one},{other}" for one, other in points)
    height = round((max(y) - top) * scale + 2 * MARGIN, 1)
    named = [(one, other, stop) for (one, other), stop in zip(points, stops, strict=True)]
    width = round((max(x) - left) * scale + 2 * MARGIN, 1)
    return Drawing(width, height, line, named)
