"""Marks: what each box says, how sure that is, and which boxes a person must look at."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image

from hustings.field.walk_sheets.paper import boxes, photos
from hustings.field.walk_sheets.paper.boxes import Measures
from hustings.field.walk_sheets.paper.layouts import BOX, Box, Layout

# Set on made photos of seeds below 100,000 (strikes, creases: 50,000 to 61,000); benchmarks judge on others.
FRAME = 0.16  # less of a frame than this: something lies over the box, or it is not there
SPECK, MARK = 0.02, 0.11  # shares of the inside that are ink: nothing up to here, a mark from here on
FAINT = 0.028  # mean darkness of the inside that a mark has at least
ACROSS, PARTLY = 0.8, 0.3  # shares of both ears that a strike covers; of one ear that it may cover
SAME_PEN = 0.62  # a strike is as dark as its mark by this share at least; a crease is fainter
_MOST_DOUBTS = 0.25  # of all boxes: past this the photo should be taken again


class State(StrEnum):
    """Whether a box is ticked."""

    FILLED = "filled"
    EMPTY = "empty"
    STRUCK = "struck"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Mark:
    """One box as it was read; ``confidence`` from 0 to 1; ``reason``: hidden, faint, strike or two."""

    box: Box
    state: State
    confidence: float
    x: int  # middle on the flat page, in dots
    y: int
    reason: str = ""


def read(found: photos.Found, layout: Layout) -> tuple[Image.Image, list[Mark]]:
    """The page laid flat, and its marks in the order of its boxes. Raises Unreadable."""
    page = photos.flat(found)
    on_page = layout.boxes(found.page.number)
    if not on_page:
        return page, []
    marks = judged(on_page, boxes.measured(page, on_page))
    doubts = sum(mark.state == State.DOUBTFUL for mark in marks)
    if doubts > max(4, _MOST_DOUBTS * len(marks)):
        raise photos.Unreadable("blurred")
    many = {question.key for question in layout.questions if question.is_many}
    return page, _one_each(marks, many)


def judged(on_page: Sequence[Box], told: Measures) -> list[Mark]:
    """Each box by itself."""
    found = []
    for n, box in enumerate(on_page):
        state, sure, reason = _state(told, n)
        x, y = (int(at) for at in told.middles[n])
        found.append(Mark(box, state, round(min(1.0, sure), 3), x, y, reason))
    return found


def _state(told: Measures, n: int) -> tuple[State, float, str]:
    seen = float(told.frames[n]) / FRAME - 1
    if seen < 0:
        return State.DOUBTFUL, 0.0, "hidden"
    ink = float(told.inks[n])
    if ink <= SPECK and not told.covered[n]:
        return State.EMPTY, min(seen, 1 - ink / MARK), ""
    if ink < MARK or told.masses[n] < FAINT:
        return State.DOUBTFUL, 0.0, "faint"
    narrow, wide = sorted((float(told.lefts[n]), float(told.rights[n])))
    if narrow >= ACROSS and told.strengths[n] >= SAME_PEN:
        return State.STRUCK, min(seen, narrow), ""
    if told.crossed[n] or narrow >= PARTLY or (narrow > 0 and wide >= PARTLY):
        return State.DOUBTFUL, 0.0, "strike"
    return State.FILLED, min(seen, ink / MARK - 1, 1 - narrow), ""


def _one_each(marks: Sequence[Mark], many: set[str]) -> list[Mark]:
    """Two answers where one is asked for: a person decides."""
    filled: dict[tuple[int, str], int] = defaultdict(int)
    for mark in marks:
        if mark.state == State.FILLED and mark.box.question not in many:
            filled[mark.box.row, mark.box.question] += 1
    return [
        Mark(mark.box, State.DOUBTFUL, 0.0, mark.x, mark.y, "two")
        if mark.state == State.FILLED and filled[mark.box.row, mark.box.question] > 1
        else mark
        for mark in marks
    ]


def around(page: Image.Image, x: int, y: int) -> Image.Image:
    """The box in this place and its neighbours, to be looked at."""
    wide, high = round(BOX * photos.DOTS * 2.2), round(BOX * photos.DOTS * 1.1)
    return page.crop((x - wide, y - high, x + wide, y + high))
