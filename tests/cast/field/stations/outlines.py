"""Files of outlines of fictional polling stations."""

import io
import json
from typing import Any

from tests.cast.field.stations.files import named

Corner = tuple[float, float]


def square(x: float, y: float, side: float = 0.01) -> list[list[list[float]]]:
    """Rings of a square whose corner in the south-west is given."""
    corners = ((0, 0), (side, 0), (side, side), (0, side), (0, 0))
    return [[[round(x + dx, 6), round(y + dy, 6)] for dx, dy in corners]]


def feature(code: str, number: str, rings: Any, **more: Any) -> dict[str, Any]:
    """A station as the national open data has it."""
    geometry = {"type": "Polygon", "coordinates": rings} if isinstance(rings, list) else rings
    properties = {"codeCommune": code, "numeroBureauVote": number, "codeBureauVote": f"{code}_{number}"}
    return {"type": "Feature", "properties": properties, "geometry": geometry} | more


def collection(*features: Any, **more: Any) -> io.BytesIO:
    told = {"type": "FeatureCollection", **more, "features": list(features)}
    return named(json.dumps(told).encode(), "outlines.geojson")
