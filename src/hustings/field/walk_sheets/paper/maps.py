"""The map of a walk, drawn: its line, its stops with their numbers, streets, north and scale."""

from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from hustings.field.walk_sheets.paper import walks
from hustings.field.walk_sheets.paper.layouts import HEIGHT, MARGIN, WIDTH, Layout
from hustings.foundation.lib.paper.typeface import BOLD, PLAIN

_LEFT, _TOP = MARGIN + 6, 44.0
_WIDE, _HIGH = WIDTH - 2 * _LEFT, HEIGHT - _TOP - 38
_NUMBERS, _STREETS = 7.0, 6.5  # points
_DOT, _FIRST = 0.7, 1.5  # millimetres


def draw(canvas: Any, layout: Layout) -> None:
    """Draw the map below the head of a page."""
    told = walks.laid_out(layout.walk, _WIDE, _HIGH)
    canvas.saveState()
    canvas.translate(_LEFT * mm, (HEIGHT - _TOP) * mm)
    _line(canvas, told)
    wanted = [
        (place.number, *point, _width(place.number, BOLD, _NUMBERS), 2.0)
        for place, point in zip(layout.walk, told.points, strict=True)
    ]
    numbers = walks.labels(wanted)
    named = [
        (street, x, y, _width(street, PLAIN, _STREETS), 2.0)
        for street, x, y in walks.streets(layout.walk, told.points)
    ]
    _words(canvas, numbers, BOLD, _NUMBERS, 0.0)
    _words(canvas, walks.labels(named, numbers), PLAIN, _STREETS, 0.35)
    _scale(canvas, told)
    _north(canvas)
    canvas.restoreState()


def _width(words: str, font: str, size: float) -> float:
    return float(stringWidth(words, font, size) / mm)


def _line(canvas: Any, told: walks.Map) -> None:
    canvas.setStrokeGray(0.55)
    canvas.setLineWidth(1.1)
    path = canvas.beginPath()
    for n, (x, y) in enumerate(told.points):
        (path.lineTo if n else path.moveTo)(x * mm, -y * mm)
    canvas.drawPath(path)
    canvas.setStrokeGray(0)
    for n, (x, y) in enumerate(told.points):
        canvas.circle(x * mm, -y * mm, (_DOT if n else _FIRST) * mm, stroke=0, fill=1)


def _words(canvas: Any, found: list[walks.Label], font: str, size: float, grey: float) -> None:
    canvas.setFont(font, size)
    canvas.setFillGray(grey)
    for label in found:
        canvas.drawString(label.x * mm, -label.y * mm, label.words)
    canvas.setFillGray(0)


def _scale(canvas: Any, told: walks.Map) -> None:
    long, low = told.bar * told.metre * mm, -(_HIGH + 12) * mm
    canvas.setLineWidth(0.9)
    canvas.line(0, low, long, low)
    for x in (0, long):
        canvas.line(x, low - 1 * mm, x, low + 1 * mm)
    canvas.setFont(PLAIN, 8)
    canvas.drawString(0, low + 2 * mm, f"{told.bar} m")


def _north(canvas: Any) -> None:
    x, low = (_WIDE - 4) * mm, -(_HIGH + 14) * mm
    path = canvas.beginPath()
    path.moveTo(x, low + 9 * mm)
    path.lineTo(x - 2.4 * mm, low)
    path.lineTo(x, low + 2 * mm)
    path.lineTo(x + 2.4 * mm, low)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFont(BOLD, 9)
    canvas.drawCentredString(x, low + 10 * mm, "N")
