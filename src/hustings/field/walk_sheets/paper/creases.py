"""Straight lines that run on far beyond a box: creases, edges of shadows. No mark is as long."""

from dataclasses import dataclass

import numpy as np

from hustings.field.walk_sheets.paper.photos import DOTS, Array

_LONG = 14 * DOTS // 2  # half of a line, in steps of two dots
_NEAR = 3 * DOTS // 2  # the box itself, which tells nothing
_OFFS = np.arange(-11, 12)  # ways past the middle, in steps of two dots
_ANGLES = np.radians(np.arange(0, 180, 2))
_PART = 0.85  # of both ends of a line that is dark
_WIDE = 7  # dots on both sides of a line that belong to it
_FLAT = 0.45  # sine of the steepest line that could be meant to strike a box out


@dataclass(frozen=True, slots=True)
class Lines:
    """Dots of a box’s window that lines cover, whether one might strike it out, how dark they are."""

    covered: Array
    is_flat: bool
    dark: float


def through(dark: Array, middles: Array, limit: float, far: int) -> list[Lines]:
    """Lines through each box, in a window that reaches ``far`` dots."""
    half = dark[::2, ::2]
    margin = _LONG + len(_OFFS)
    padded = np.pad(half, margin)
    cos, sin = np.cos(_ANGLES)[:, None, None], np.sin(_ANGLES)[:, None, None]
    along = np.concatenate([np.arange(-_LONG, -_NEAR), np.arange(_NEAR + 1, _LONG + 1)])
    x = np.round(along * cos - _OFFS[:, None] * sin).astype(int)
    y = np.round(along * sin + _OFFS[:, None] * cos).astype(int)
    grid = np.arange(-far, far + 1)
    found = []
    for middle_x, middle_y in np.round(middles / 2).astype(int) + margin:
        seen = padded[y + middle_y, x + middle_x]
        is_dark = seen > 0.6 * limit
        n = len(along) // 2
        hits = np.argwhere((is_dark[..., :n].mean(2) > _PART) & (is_dark[..., n:].mean(2) > _PART))
        covered: Array = np.zeros((len(grid), len(grid)), dtype=bool)
        for angle, off in hits:
            way = grid[:, None] * cos[angle, 0, 0] - grid[None, :] * sin[angle, 0, 0]
            covered |= np.abs(way - 2 * _OFFS[off]) <= _WIDE
        is_flat = bool((np.abs(sin[hits[:, 0], 0, 0]) < _FLAT).any()) if len(hits) else False
        strength = max((float(seen[angle, off].mean()) for angle, off in hits), default=0.0)
        found.append(Lines(covered, is_flat, strength))
    return found
