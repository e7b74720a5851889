"""A sheet drawn as PDF. All words on it come with it."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from hustings.field.walk_sheets.paper import codes, maps
from hustings.field.walk_sheets.paper.layouts import (
    BOX,
    CODE,
    FIRST_ROW,
    HEIGHT,
    LABELS,
    MARGIN,
    PITCH,
    WIDTH,
    Layout,
)  # fmt: skip
from hustings.foundation.lib.paper import typeface
from hustings.foundation.lib.paper.typeface import BOLD, PLAIN

_BESIDE = MARGIN + CODE + codes.QUIET  # where words may stand beside a code
_ROOM = WIDTH - 2 * _BESIDE
_HEAD = FIRST_ROW - PITCH / 2 - 1  # foot of the column heads
_HEAD_LENGTH = 22.0
_MOST_LINES = 3  # of a question


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that the page says beside its doors and questions; ``page`` gives "Page 1 of 3"."""

    title: str
    below: str
    how: tuple[str, ...]
    page: Callable[[int, int], str]
    walk: str = ""  # said above the map
    language: str = ""


def pdf(layout: Layout, plan: int, version: int, word: str, words: Words) -> bytes:
    """All pages of a sheet."""
    out = io.BytesIO()
    canvas = typeface.canvas(out, words.language)
    canvas.setTitle(words.title)
    canvas.setPageCompression(1)
    if layout.walk:
        _Page(canvas).head(words, words.walk)
        maps.draw(canvas, layout)
        canvas.showPage()
    for number in range(1, layout.n_pages + 1):
        drawn = _Page(canvas)
        for corner in codes.CORNERS:
            drawn.code(codes.text(codes.Page(plan, version, number), corner, word), corner)
        drawn.words(words, number, layout.n_pages)
        drawn.heads(layout)
        drawn.rows(layout, number)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Page:
    """Draws in millimetres from the top left corner."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas

    def text(self, x: float, y: float, words: str, size: float, font: str = PLAIN, room: float = 0) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x * mm, (HEIGHT - y) * mm, cut(words, font, size, room) if room else words)

    def code(self, contents: str, corner: str) -> None:
        left, top = codes.place(corner)
        squares = codes.squares(contents)
        side = CODE / len(squares)
        path = self.canvas.beginPath()
        for down, row in enumerate(squares):
            y, across = HEIGHT - top - (down + 1) * side, 0
            for is_dark, run in groupby(row):
                n = len(list(run))
                if is_dark:
                    path.rect((left + across * side) * mm, y * mm, n * side * mm, side * mm)
                across += n
        self.canvas.drawPath(path, stroke=0, fill=1)

    def head(self, words: Words, last: str) -> None:
        self.text(_BESIDE, MARGIN + 6, words.title, 14, BOLD, _ROOM)
        self.text(_BESIDE, MARGIN + 12, words.below, 9, room=_ROOM)
        self.text(_BESIDE, MARGIN + 17, last, 9, room=_ROOM)

    def words(self, words: Words, number: int, n_pages: int) -> None:
        self.head(words, words.page(number, n_pages))
        for n, line in enumerate(words.how):
            self.text(_BESIDE, HEIGHT - MARGIN - CODE + 5 + n * 5, line, 8.5, room=_ROOM)

    def heads(self, layout: Layout) -> None:
        """Questions lie above their answers, which stand upright above their columns."""
        columns = list(layout.columns())
        for question in layout.questions:
            xs = [x for each, _choice, x in columns if each is question]
            left, right = xs[0] - BOX / 2, xs[-1] + PITCH - BOX / 2
            lines = wrapped(question.title, BOLD, 7, right - left)
            for n, line in enumerate(reversed(lines)):
                self.text(left, _HEAD - _HEAD_LENGTH - 1.5 - n * 2.9, line, 7, BOLD)
        for _question, choice, x in columns:
            self.canvas.saveState()
            self.canvas.translate((x + 1) * mm, (HEIGHT - _HEAD) * mm)
            self.canvas.rotate(90)
            self.canvas.setFont(PLAIN, 7.5)
            self.canvas.drawString(0, 0, cut(choice.label, PLAIN, 7.5, _HEAD_LENGTH))
            self.canvas.restoreState()

    def rows(self, layout: Layout, number: int) -> None:
        for n, door in enumerate(layout.page(number)):
            y = FIRST_ROW + n * PITCH
            if door.place:
                self.text(MARGIN, y - 1.1, door.place, 7.5, BOLD, LABELS - MARGIN - 3)
            self.text(MARGIN + 3, y + 2.4, door.label, 8.5, room=LABELS - MARGIN - 6)
            end = HEIGHT - y - PITCH / 2
            self.canvas.setLineWidth(0.2)
            self.canvas.line(MARGIN * mm, end * mm, (LABELS - 4) * mm, end * mm)
        self.canvas.setLineWidth(0.7)
        for box in layout.boxes(number):
            left, top = box.x - BOX / 2, HEIGHT - box.y - BOX / 2
            self.canvas.rect(left * mm, top * mm, BOX * mm, BOX * mm)


def wrapped(words: str, font: str, size: float, room: float) -> list[str]:
    """At most three lines; the last ends early where there are more."""
    lines = simpleSplit(words, font, size, room * mm)
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = [" ".join(lines[_MOST_LINES - 1 :])]
    return [cut(line, font, size, room) for line in lines]


def cut(words: str, font: str, size: float, room: float) -> str:
    """As much of the words as has room, in millimetres."""
    if stringWidth(words, font, size) <= room * mm:
        return words
    while words and stringWidth(f"{words}…", font, size) > room * mm:
        words = words[:-1].rstrip()
    return f"{words}…"
