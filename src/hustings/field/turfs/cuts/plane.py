"""Degrees as metres on a plane, near enough for a town."""

import numpy as np

from hustings.field.turfs.cuts.barriers import Points

_LATITUDE, _LONGITUDE = 110_574.0, 111_320.0  # metres a degree; of longitude at the equator


def metres(degrees: Points, middle: tuple[float, float]) -> Points:
    """Rows of longitude and latitude as metres from a middle of the same kind."""
    flat = np.cos(np.radians(middle[1]))
    return np.asarray((degrees - np.array(middle)) * np.array([_LONGITUDE * flat, _LATITUDE]))
