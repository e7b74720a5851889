"""Layout of a walk sheet: rows of doors and columns of boxes, in millimetres from the top left corner.

A layout is kept with what was printed, so paper stays readable after its questions change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hustings.field.walk_sheets.paper.walks import Place

WIDTH, HEIGHT = 210.0, 297.0
MARGIN = 9.0  # printers leave less than this white
CODE = 20.0  # side of a corner code
BOX = 4.6  # side of a box
PITCH = 9.2  # from one box to the next, across and down: room to strike a box out
LABELS = 66.0  # where the boxes begin
FIRST_ROW = 66.0  # middle of the first row
GAP = 3.0  # between two questions
ROWS = 22
_END = WIDTH - MARGIN - BOX / 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be ticked."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A closed question; the result of a door is one too."""

    key: str
    title: str
    choices: tuple[Choice, ...]
    is_many: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """One line of a sheet; ``place`` is said where it differs from the line above."""

    key: str
    label: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a page by the middle of its square."""

    row: int
    question: str
    choice: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet of one or more pages that all ask the same."""

    questions: tuple[Question, ...]
    doors: tuple[Door, ...]
    left_out: tuple[str, ...] = ()  # titles of questions that no room was left for
    walk: tuple[Place, ...] = ()  # stops of a turf, for its map

    @property
    def n_pages(self) -> int:
        return max(1, -(-len(self.doors) // ROWS))

    def page(self, number: int) -> tuple[Door, ...]:
        """Doors of a page; the first is page 1."""
        return self.doors[(number - 1) * ROWS : number * ROWS]

    def columns(self) -> Iterator[tuple[Question, Choice, float]]:
        """All boxes of a row from left to right, with the middle of each."""
        x = LABELS + BOX / 2
        for question in self.questions:
            for choice in question.choices:
                yield question, choice, x
                x += PITCH
            x += GAP

    def boxes(self, number: int) -> list[Box]:
        """Boxes of a page, row by row."""
        columns = list(self.columns())
        return [
            Box(row, question.key, choice.key, x, FIRST_ROW + row * PITCH)
            for row in range(len(self.page(number)))
            for question, choice, x in columns
        ]

    def to_json(self) -> dict[str, Any]:
        questions = [
            [each.key, each.title, [[one.key, one.label] for one in each.choices], each.is_many]
            for each in self.questions
        ]
        doors = [[door.key, door.label, door.place] for door in self.doors]
        walk = [[one.number, one.latitude, one.longitude, one.street] for one in self.walk]
        return {"questions": questions, "doors": doors, "left_out": list(self.left_out), "walk": walk}


def made(questions: Sequence[Question], doors: Sequence[Door], walk: Sequence[Place] = ()) -> Layout:
    """A layout with as many of the questions, in order, as there is room for."""
    taken: list[Question] = []
    out: list[str] = []
    for question in questions:
        trial = Layout((*taken, question), ())
        if all(x <= _END for _question, _choice, x in trial.columns()):
            taken.append(question)
        else:
            out.append(question.title)
    return Layout(tuple(taken), _without_repeats(doors), tuple(out), tuple(walk))


def from_json(kept: dict[str, Any]) -> Layout:
    questions = tuple(
        Question(key, title, tuple(Choice(*one) for one in choices), is_many)
        for key, title, choices, is_many in kept["questions"]
    )
    doors = tuple(Door(*each) for each in kept["doors"])
    return Layout(questions, doors, tuple(kept["left_out"]), tuple(Place(*each) for each in kept["walk"]))


def _without_repeats(doors: Sequence[Door]) -> tuple[Door, ...]:
    """The place stands on the first line of a page and where it changes."""
    found, last = [], ""
    for n, door in enumerate(doors):
        is_same = door.place == last and n % ROWS
        found.append(replace(door, place="") if is_same else door)
        last = door.place
    return tuple(found)
