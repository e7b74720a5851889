"""A map as its page shows it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Item, Phase
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.vote_words import label
from hustings.deliberation.opinions import map_figures, map_places, map_votes
from hustings.deliberation.opinions.models import Map

NAMES = "ABCDE"
STABLE = (
    (0.8, _("very stable")),
    (0.6, _("stable")),
    (0.4, _("fairly loose")),
    (-1.0, _("weak")),
)  # medians from which a word holds
_SMALL, _STEP, _LARGE = 8, 4, 28  # radius of a circle


@dataclass(frozen=True, slots=True)
class Circle:
    """People in one cell of the picture."""

    x: int
    y: int
    r: str
    group: int
    n: int


@dataclass(frozen=True, slots=True)
class Share:
    """Votes of one group on a statement, in per cent."""

    name: str
    agree: int
    disagree: int
    passed: int
    n: int

    @property
    def start(self) -> int:
        """Place in a line from 0 to 100 at which those who disagree begin."""
        return 100 - self.disagree


@dataclass(frozen=True, slots=True)
class Row:
    """A statement, the side that was taken, and how the groups voted."""

    item: Item
    side: int
    shares: list[Share]

    @property
    def side_label(self) -> str | Promise:
        return label("agree" if self.side == 1 else "disagree") if self.side else ""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of people who vote alike."""

    name: str
    number: int
    n: int
    percent: int
    middle: list[int]
    typical: list[Row]


class Page:
    """One map: of all, or without copies."""

    def __init__(self, made: Map, *, with_copies: bool = False) -> None:
        figures = made.figures
        self.map = made
        self.n_copies = sum(figures["copies"])
        self.n_sets = len(figures["copies"])
        self.is_with_copies = bool(with_copies and figures["with_copies"])
        self.figures: dict[str, Any] = figures["with_copies"] if self.is_with_copies else figures["chart"]

    @property
    def is_grouped(self) -> bool:
        return int(self.figures["k"]) > 1

    @property
    def height(self) -> int:
        return int(self.figures["box"][3])

    @property
    def has_tried(self) -> bool:
        """Whether a division was found, though it may be no better than chance."""
        return int(self.figures["tried"]) > 1

    @property
    def circles(self) -> list[Circle]:
        found = []
        for x, y, group, n in self.figures["cells"]:
            found.append(Circle(x, y, f"{min(_LARGE, _SMALL + _STEP * (n**0.5 - 1)):.1f}", group, n))
        return found

    @property
    def stability(self) -> str:
        """Agreement of groups with those of half of the statements, as people write it."""
        return formats.number_format(self.figures["stability"], 2)

    @property
    def control(self) -> str:
        """The same of shuffled votes."""
        return formats.number_format(self.figures["control"], 2)

    @property
    def stability_word(self) -> str | Promise:
        return next(word for least, word in STABLE if self.figures["stability"] >= least)

    @cached_property
    def _items(self) -> dict[int, Item]:
        """Statements that the page names, as far as they are still shown."""
        pairs = [*self.figures["uniting"], *self.figures["dividing"]]
        pairs += [pair for group in self.figures["typical"] for pair in group]
        return Item.objects.live().for_lists().in_bulk([item for item, _side in pairs])

    def _rows(self, pairs: list[list[int]]) -> list[Row]:
        return [
            Row(self._items[item], side, self.shares(item)) for item, side in pairs if item in self._items
        ]

    def shares(self, item: int) -> list[Share]:
        """Votes of each group on a statement, or of everybody."""
        rows = self.figures["votes"].get(str(item), [])
        return [_share(NAMES[at] if self.is_grouped else "", *row) for at, row in enumerate(rows)]

    @property
    def uniting(self) -> list[Row]:
        return self._rows(self.figures["uniting"])

    @property
    def dividing(self) -> list[Row]:
        return self._rows(self.figures["dividing"])

    @property
    def groups(self) -> list[Group]:
        if not self.is_grouped:
            return []
        whole = max(1, sum(self.figures["sizes"]))
        return [
            Group(
                NAMES[at], at, n, round(100 * n / whole), self.figures["middles"][at],
                self._rows(self.figures["typical"][at]),
            )
            for at, n in enumerate(self.figures["sizes"])
        ]  # fmt: skip


def _share(name: str, agree: int, disagree: int, n: int) -> Share:
    whole = max(1, n)
    yes, no = round(100 * agree / whole), round(100 * disagree / whole)
    return Share(name, yes, no, max(0, 100 - yes - no) if n else 0, n)


@dataclass(frozen=True, slots=True)
class Mine:
    """The place of a reader."""

    x: int
    y: int
    group: str
    is_copy: bool = False  # flagged, and so left out


def latest(phase: Phase) -> Map | None:
    """The last map of a step, without its files."""
    rows = Map.objects.filter(phase=phase).defer("packed_votes", "packed_result")
    return rows.order_by("-pk").first()


def mine(page: Page, phase: Phase, reader: Reader) -> Mine | None:
    """The place of a recognised reader; None where they are not on the map."""
    if reader.participant is None:
        return None
    places = map_places.of(page.map.pk)
    wanted = map_votes.number_of(phase, reader.participant.pk)
    chart = places.with_copies if page.is_with_copies else places.chart
    at = int(numpy.searchsorted(chart.participants, wanted))
    if at >= len(chart.participants) or chart.participants[at] != wanted:
        return Mine(0, 0, "", is_copy=True) if wanted in places.copies else None
    x, y = map_figures.place(chart.points[at], page.figures["box"])
    return Mine(x, y, NAMES[int(chart.labels[at])] if page.is_grouped else "")
