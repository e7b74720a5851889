"""Photos of sheets: opened, its codes found, laid flat."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from hustings.field.walk_sheets.paper import codes
from hustings.field.walk_sheets.paper.layouts import CODE, HEIGHT, WIDTH

Array = Any  # of numpy, which tells no types here
FORMATS = ("JPEG", "PNG", "WEBP")
DOTS = 8  # a millimetre, once laid flat
LONGEST = 2_600  # dots that the longer side of a photo is read at
_PIXELS = 120_000_000
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_BROKEN = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


class Unreadable(Exception):
    """A photo that can't be read: ``reason`` is broken, large, codes, mixed or foreign."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Found:
    """A photo and the corner codes in it, each with its four points in dots."""

    picture: Image.Image
    corners: Mapping[str, tuple[codes.Code, Array]]

    @property
    def page(self) -> codes.Page:
        return next(iter(self.corners.values()))[0].page

    def is_of(self, word: str) -> bool:
        return all(code.is_of(word) for code, _points in self.corners.values())


def opened(content: bytes) -> Image.Image:
    """The photo in grey, upright as the camera was held, no larger than needed. Raises Unreadable."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as file:
            if file.width * file.height > _PIXELS:
                raise Unreadable("large")
            file.draft("L", (LONGEST, LONGEST))
            grey = ImageOps.exif_transpose(file).convert("L")
    except _BROKEN as broken:
        raise Unreadable("broken") from broken
    grey.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return grey


def found(picture: Image.Image) -> Found:
    """The corner codes; at least three of one page, else Unreadable."""
    seen: dict[str, tuple[codes.Code, Array]] = {}
    pages = set()
    for trial in _trials(picture):
        for each in zxingcpp.read_barcodes(trial, formats=_QR, try_invert=False):
            if code := codes.told(each.text):
                seen.setdefault(code.corner, (code, _points(each.position)))
                pages.add(code.page)
        if len(seen) == len(codes.CORNERS):
            break
    if len(pages) > 1:
        raise Unreadable("mixed")
    if len(seen) < 3:
        raise Unreadable("codes")
    return Found(picture, seen)


def flat(one: Found) -> Image.Image:
    """The page as if it had been scanned, at so many DOTS a millimetre."""
    on_page, in_photo = [], []
    for corner, (_code, points) in one.corners.items():
        x, y = codes.place(corner)
        on_page += [(x, y), (x + CODE, y), (x + CODE, y + CODE), (x, y + CODE)]
        in_photo += list(points)
    matrix = projection(np.array(on_page) * DOTS, np.array(in_photo))
    size = (int(WIDTH * DOTS), int(HEIGHT * DOTS))
    return one.picture.transform(
        size, Image.Transform.PERSPECTIVE, tuple(matrix.ravel()[:8]), Image.Resampling.BILINEAR, fillcolor=255
    )


def projection(there: Array, here: Array) -> Array:
    """The perspective that takes points there to points here, by least squares."""
    a, b = _scaled(there), _scaled(here)
    one, other = _applied(a, there), _applied(b, here)
    rows = []
    for (x, y), (u, v) in zip(one, other, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, -u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, -v])
    solved = np.linalg.svd(np.array(rows))[2][-1].reshape(3, 3)
    matrix = np.linalg.inv(b) @ solved @ a
    return matrix / matrix[2, 2]


def _scaled(points: Array) -> Array:
    """The change that brings points around nought, a step wide: sums stay exact."""
    middle, spread = points.mean(axis=0), points.std() or 1.0
    return np.array([[1 / spread, 0, -middle[0] / spread], [0, 1 / spread, -middle[1] / spread], [0, 0, 1]])


def _applied(matrix: Array, points: Array) -> Array:
    moved = np.c_[points, np.ones(len(points))] @ matrix.T
    return moved[:, :2] / moved[:, 2:]


def _points(position: Any) -> Array:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return np.array([(point.x, point.y) for point in corners], dtype=float)


def _trials(picture: Image.Image) -> Any:
    """The photo as it is, then with what helps where light, noise or sharpness stand in the way."""
    yield picture
    yield picture.filter(ImageFilter.GaussianBlur(1.2))
    yield ImageOps.autocontrast(picture, cutoff=2)
    yield picture.filter(ImageFilter.UnsharpMask(3, 200, 2))
