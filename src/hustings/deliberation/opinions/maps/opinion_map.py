"""The map that is published, twice: of all rows, and of those that are no copies."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

import numpy

from . import axes, copies, groups, stability, statements
from .stability import Stability
from .statements import Said
from .votes import LEAST, Votes


@dataclass(frozen=True, slots=True)
class Chart:
    """One map. ``points`` is int64, people × 2, in steps of 1/4096; ``labels`` int64, people; ``k`` is 1 and
    all labels are 0 where no groups are drawn, whatever was ``tried``."""

    participants: Any
    points: Any
    labels: Any
    k: int
    tried: int
    shares: tuple[float, float]
    silhouettes: dict[int, float]
    stability: Stability
    typical: list[list[Said]]
    uniting: list[Said]
    dividing: list[Said]

    def as_json(self) -> dict[str, Any]:
        return {
            "participants": self.participants.tolist(),
            "points": self.points.tolist(),
            "groups": self.labels.tolist(),
            "n_groups": self.k,
            "n_groups_tried": self.tried,
            "shares": list(self.shares),
            "silhouettes": {str(k): value for k, value in self.silhouettes.items()},
            "stability": asdict(self.stability),
            "typical": [[asdict(said) for said in group] for group in self.typical],
            "uniting": [asdict(said) for said in self.uniting],
            "dividing": [asdict(said) for said in self.dividing],
        }


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """The map without copies, the same with them (the same object where there are none), and their sets.

    Whether groups are drawn is decided by the former for both.
    """

    chart: Chart
    with_copies: Chart
    copies: tuple[tuple[int, ...], ...]  # participants' ids

    def as_json(self) -> dict[str, Any]:
        with_copies = None if self.with_copies is self.chart else self.with_copies.as_json()
        return {
            "map": self.chart.as_json(),
            "with_copies": with_copies,
            "copies": [list(some) for some in self.copies],
        }

    def text(self) -> str:
        """All of it as JSON, in one spelling."""
        return json.dumps(self.as_json(), sort_keys=True, separators=(",", ":")) + "\n"

    def fingerprint(self) -> str:
        """SHA-256 of the text: two people with the same one have the same map, to the last bit."""
        return hashlib.sha256(self.text().encode()).hexdigest()


def draw(votes: Votes, *, least: int = LEAST, seed: int = 0) -> OpinionMap:
    """The map of all who voted on enough statements."""
    active = votes.active(least)
    if not active.n_people:
        return _same(_empty(), ())
    everybody = _placed(active.cells)
    copied = copies.of(active.cells, everybody[1].labels, everybody[1].k)
    fewer = active.people(copied.without(active.n_people)) if copied.sets else active
    placed = _placed(fewer.cells) if copied.sets else everybody
    firm = stability.of(fewer.cells, placed[1].labels, placed[1].k, seed)
    chart = _chart(fewer, *placed, firm)
    if not copied.sets:
        return _same(chart, ())
    ids = tuple(tuple(int(active.participants[row]) for row in some) for some in copied.sets)
    return OpinionMap(chart, _chart(active, *everybody, firm), ids)


def _same(chart: Chart, ids: tuple[tuple[int, ...], ...]) -> OpinionMap:
    return OpinionMap(chart, chart, ids)


def _placed(cells: Any) -> tuple[Any, groups.Groups, tuple[float, float]]:
    found = axes.of(cells)
    points = found.points(cells)
    return points, groups.of(points), found.shares


def _chart(
    votes: Votes, points: Any, found: groups.Groups, shares: tuple[float, float], firm: Stability
) -> Chart:
    k = found.k if firm.is_real else 1
    labels = found.labels if firm.is_real else found.labels * 0
    counted = statements.tally(votes.cells, labels, k)
    return Chart(
        participants=votes.participants,
        points=points,
        labels=labels,
        k=k,
        tried=found.k,
        shares=shares,
        silhouettes=found.silhouettes,
        stability=firm,
        typical=[statements.typical(counted, votes.statements, group) for group in range(k)] if k > 1 else [],
        uniting=statements.uniting(counted, votes.statements),
        dividing=statements.dividing(counted, votes.statements),
    )


def _empty() -> Chart:
    nobody: Any = numpy.zeros(0, dtype=numpy.int64)
    return Chart(nobody, nobody.reshape(0, 2), nobody, 1, 1, (0.0, 0.0), {}, Stability(), [], [], [])
