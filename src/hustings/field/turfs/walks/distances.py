"""Distances within one turf, as people walk: a street costs more to cross, barriers are gone round."""

from collections.abc import Sequence

import numpy as np

from hustings.field.turfs.cuts.barriers import Points, crossed

TENTHS = 10  # whole decimetres
OVER = 150  # decimetres that it costs to cross a street
_NO_WAY = 2**40


def side(number: str) -> int | None:
    """Side of the street on which a house number stands; None where it has none."""
    digits = number[: len(number) - len(number.lstrip("0123456789"))]
    return int(digits) % 2 if digits else None


def matrix(xy: Points, streets: Sequence[str], numbers: Sequence[str], lines: Points) -> list[list[int]]:
    """Distances in decimetres. ``lines``: barriers, as ``segments`` gives them."""
    straight = np.rint(np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) * TENTHS).astype(np.int64)
    sides = [side(number) for number in numbers]
    street = np.unique(np.array(streets), return_inverse=True)[1].reshape(-1)
    is_known = np.array([one is not None for one in sides], dtype=bool)
    parity = np.array([one or 0 for one in sides])
    is_over = (street[:, None] == street[None]) & (parity[:, None] != parity[None])
    straight[is_over & is_known[:, None] & is_known[None]] += OVER
    found: list[list[int]] = (_round(straight, xy, lines) if len(lines) else straight).tolist()
    return found


def _round(straight: Points, xy: Points, lines: Points) -> Points:
    """The same with ways that lead round barriers, from place to place."""
    one, other = np.triu_indices(len(xy), 1)
    barred = crossed(xy[one], xy[other], lines)
    if not barred.any():
        return straight
    ways = straight.copy()
    ways[one[barred], other[barred]] = ways[other[barred], one[barred]] = _NO_WAY
    for place in range(len(xy)):
        np.minimum(ways, ways[:, place, None] + ways[None, place], out=ways)
    # Nowhere round: the straight way, ten times over, so that it is taken only where no other is.
    return np.where(ways >= _NO_WAY, straight * 10, ways)
