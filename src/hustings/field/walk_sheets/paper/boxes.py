"""Boxes of a flat page measured: where each frame really lies, and how much ink is in and beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from hustings.field.walk_sheets.paper import creases
from hustings.field.walk_sheets.paper.layouts import BOX, HEIGHT, WIDTH, Box
from hustings.field.walk_sheets.paper.photos import DOTS, Array

_PAPER = 9  # millimetres around a dot in which paper is the brightest: more than a box that is filled
_REACH = 12  # dots that a frame may lie beside its place
_FINE = 3  # dots that a frame may lie beside its neighbours
_HALF = round(BOX * DOTS / 2)
_INSIDE = _HALF - 6  # dots from the middle that are surely inside of the frame
_EAR = (round(0.9 * DOTS), round(2.1 * DOTS))  # beside a frame: ink here on both sides strikes it out
_EAR_HIGH = round(1.5 * DOTS)
_BESIDE = 6  # dots from a frame where paper is to be seen again
_FAR = _HALF + _EAR[1]
INK = 0.13  # darker than paper by this share, at least
_WEAK = 0.1  # mean darkness of the inside that no line can make
_LEFT = 0.2  # share of an ear: so much ink beside a line is the end of a stroke
_STRONG = 1.3  # as dark as the line outside: something is drawn where it passes


@dataclass(slots=True)
class Measures:
    """One figure each of all boxes; ink of straight lines across the page is taken off."""

    middles: Array  # in dots
    frames: Array  # share of the frame that is there
    inks: Array  # share of the inside that is ink
    masses: Array  # mean darkness of the inside
    lefts: Array  # share of the way across the left ear that ink covers
    rights: Array
    strengths: Array  # darkness of the fainter ear, as a share of that of the ink inside
    crossed: Array  # a line runs across, which may have been drawn to strike the box out
    covered: Array  # a line may cover a stroke


def measured(page: Image.Image, boxes: Sequence[Box]) -> Measures:
    """Measure all boxes of a page that lies flat."""
    dark = darkness(page)
    limit = _limit(dark)
    places = np.round(np.array([(box.x, box.y) for box in boxes]) * DOTS).astype(int)
    moved = places + _shifts(dark, places)
    windows = _cuts(dark, moved, _FAR, _FAR)
    inks, masses, lefts, rights, strengths = _inked(windows, limit)
    nothing: Array = np.zeros(len(boxes), dtype=bool)
    told = Measures(
        moved, _frames(dark, moved), inks, masses, lefts, rights, strengths, nothing, nothing.copy()
    )
    _take_off_lines(told, dark, windows, limit)
    return told


def _take_off_lines(told: Measures, dark: Array, windows: Array, limit: float) -> None:
    ears = np.minimum(told.lefts, told.rights)
    asked = np.flatnonzero((told.inks > 0) & ((told.masses < _WEAK) | (ears > 0)))
    for n, lines in zip(asked, creases.through(dark, told.middles[asked], limit, _FAR), strict=True):
        if not lines.covered.any():
            continue
        told.crossed[n] = lines.is_flat and ears[n] > 0
        under = _inner(windows[n : n + 1] * lines.covered)
        told.covered[n] = (under > max(limit, _STRONG * lines.dark)).mean() > 0.01
        cleared = windows[n : n + 1] * ~lines.covered
        inked = (told.inks, told.masses, told.lefts, told.rights, told.strengths)
        for kept, (one,) in zip(inked, _inked(cleared, limit), strict=True):
            kept[n] = one
        told.covered[n] |= max(told.lefts[n], told.rights[n]) > _LEFT


def _inked(windows: Array, limit: float) -> tuple[Array, ...]:
    ink = windows > limit
    inside = _inner(windows)
    rows, length = slice(_FAR - _EAR_HIGH, _FAR + _EAR_HIGH + 1), _EAR[1] - _EAR[0]
    around, darkest = ink[:, rows].any(axis=1), windows[:, rows].max(axis=1)
    return (
        (inside > limit).mean(axis=(1, 2)),
        np.clip(inside - limit / 2, 0, None).mean(axis=(1, 2)),
        around[:, :length].mean(axis=1),
        around[:, -length:].mean(axis=1),
        _strengths(inside, darkest[:, :length], darkest[:, -length:], limit),
    )


def _strengths(inside: Array, left: Array, right: Array, limit: float) -> Array:
    ears = np.minimum(np.median(left, axis=1), np.median(right, axis=1))
    drawn = [one[one > limit] for one in inside]
    return ears / np.array([np.percentile(one, 75) if one.size else 1.0 for one in drawn])


def _inner(windows: Array) -> Array:
    near = slice(_FAR - _INSIDE, _FAR + _INSIDE + 1)
    return windows[:, near, near]


def darkness(page: Image.Image) -> Array:
    """Share of light that each dot swallows, whatever light fell there."""
    small = page.resize((int(WIDTH), int(HEIGHT)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(_PAPER)).filter(ImageFilter.MinFilter(_PAPER))
    paper = paper.filter(ImageFilter.GaussianBlur(1)).resize(page.size, Image.Resampling.BILINEAR)
    smooth = page.filter(ImageFilter.GaussianBlur(1))
    light = np.asarray(smooth, dtype=np.float32) / np.maximum(np.asarray(paper, dtype=np.float32), 16)
    return np.clip(1 - light, 0, 1)


def _limit(dark: Array) -> float:
    """Ink is darker than the grain of this photo's paper."""
    grain = float(np.median(dark[::5, ::5])) * 1.5
    return max(INK, 5 * grain)


def _shifts(dark: Array, places: Array) -> Array:
    """Way to each frame: the page's bend is smooth, so what all frames say together holds for each."""
    rough, score = _best(dark, places, _REACH)
    x, y = (places - places.mean(axis=0)).T / 500
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=1)
    weights = np.clip(score - 0.2, 0.01, None)
    smooth = rough.astype(float)
    for _round in range(6 if len(places) > 3 * terms.shape[1] else 0):
        w = weights[:, None]
        solved = np.linalg.lstsq(terms * w, rough * w, rcond=None)[0]
        smooth = terms @ solved
        off = np.hypot(*(rough - smooth).T)
        weights = np.clip(score - 0.2, 0.01, None) / (1 + (off / 2) ** 2)
    smooth = np.round(np.clip(smooth, -_REACH * 2, _REACH * 2)).astype(int)
    return smooth + _best(dark, places + smooth, _FINE)[0]


def _best(dark: Array, middles: Array, reach: int) -> tuple[Array, Array]:
    """Shift of each box at which most of its frame is dark, and how much of it is."""
    half = _HALF + reach + 1
    cuts = _cuts(dark, middles, half, half)
    across, down = cuts.cumsum(axis=2), cuts.cumsum(axis=1)
    side, n = 2 * _HALF, 2 * reach + 1
    seen: Array = np.zeros((4, len(middles), n, n), dtype=np.float32)
    for i in range(n):
        for j in range(n):
            top, left = i + 1, j + 1
            bottom, right = top + side, left + side
            seen[0, :, i, j] = across[:, top, right] - across[:, top, left]
            seen[1, :, i, j] = across[:, bottom, right] - across[:, bottom, left]
            seen[2, :, i, j] = down[:, bottom, left] - down[:, top, left]
            seen[3, :, i, j] = down[:, bottom, right] - down[:, top, right]
    score: Array = np.sort(seen / side, axis=0)[:3].mean(axis=0)  # its three faintest sides: a stroke is one
    flat = score.reshape(len(middles), -1)
    at = flat.argmax(axis=1)
    shift = np.stack([at % n - reach, at // n - reach], axis=1)
    return shift, flat.max(axis=1)


def _frames(dark: Array, middles: Array) -> Array:
    """Darkness of each frame past what lies around it: a thumb is dark everywhere."""
    far = _HALF + _BESIDE
    cuts = _cuts(dark, middles, far, far)
    line, along = slice(_BESIDE - 1, _BESIDE + 2), slice(_BESIDE, -_BESIDE)
    sides = []
    for each in (cuts, cuts[:, ::-1], cuts.transpose(0, 2, 1), cuts.transpose(0, 2, 1)[:, ::-1]):
        sides.append(each[:, line, along].max(axis=1).mean(axis=1) - each[:, 0, along].mean(axis=1))
    return np.sort(np.stack(sides), axis=0)[:3].mean(axis=0)


def _cuts(page: Array, middles: Array, wide: int, high: int) -> Array:
    """The same window around all boxes."""
    far = 80
    padded = np.pad(page, far)
    rows = middles[:, 1, None] + far + np.arange(-high, high + 1)
    columns = middles[:, 0, None] + far + np.arange(-wide, wide + 1)
    rows, columns = np.clip(rows, 0, padded.shape[0] - 1), np.clip(columns, 0, padded.shape[1] - 1)
    return padded[rows[:, :, None], columns[:, None, :]]
