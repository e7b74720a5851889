"""Lines that nobody walks across: rail, rivers, trunk roads. Which straight ways cross one."""

import itertools
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

Points: TypeAlias = Any  # numbers of numpy: a row each
_PIECES = 200_000  # pairs of a way and a line that are compared at once


def segments(lines: Sequence[Sequence[Sequence[float]]]) -> Points:
    """Polylines as rows of x, y, x, y."""
    rows = [[*one, *other] for line in lines for one, other in itertools.pairwise(line)]
    return np.array(rows, dtype=float).reshape(-1, 4)


def crossed(begins: Points, ends: Points, lines: Points) -> Points:
    """Whether each straight way from ``begins`` to ``ends`` meets one of the ``lines``."""
    found: Points = np.zeros(len(begins), dtype=bool)
    step = max(1, _PIECES // max(1, len(lines)))
    for first in range(0, len(begins) if len(lines) else 0, step):
        piece = slice(first, first + step)
        found[piece] = _meets(begins[piece], ends[piece], lines)
    return found


def _meets(begins: Points, ends: Points, lines: Points) -> Points:
    one, other = begins[:, None, :], ends[:, None, :]
    from_, to = lines[None, :, :2], lines[None, :, 2:]
    beside = (_turn(one, other, from_) > 0) != (_turn(one, other, to) > 0)
    across = (_turn(from_, to, one) > 0) != (_turn(from_, to, other) > 0)
    return (beside & across).any(axis=1)


def _turn(one: Points, other: Points, third: Points) -> Points:
    """Sign: on which side of a way a point lies."""
    way, beyond = other - one, third - one
    return np.asarray(way[..., 0] * beyond[..., 1] - way[..., 1] * beyond[..., 0])
