"""Figures of a map as its page shows them: a picture in cells, groups, statements with the votes of each."""

from typing import Any

import numpy

from hustings.deliberation.opinions.maps import statements as said
from hustings.deliberation.opinions.maps.opinion_map import Chart, OpinionMap
from hustings.deliberation.opinions.maps.votes import Votes

WIDTH, MARGIN, CELL = 1_000, 60, 20  # of the picture; people in one cell are one circle
FLATTEST, TALLEST = 420, 900


def of(drawn: OpinionMap, votes: Votes) -> dict[str, Any]:
    """All that a page needs of a map that was drawn of ``votes``."""
    with_copies = None if drawn.with_copies is drawn.chart else chart_figures(drawn.with_copies, votes)
    return {
        "chart": chart_figures(drawn.chart, votes), "with_copies": with_copies,
        "copies": [len(some) for some in drawn.copies],
    }  # fmt: skip


def chart_figures(chart: Chart, votes: Votes) -> dict[str, Any]:
    """One map: with copies, or without."""
    rows = votes.people(numpy.isin(votes.participants, chart.participants))
    counted = said.tally(rows.cells, chart.labels, chart.k)
    box = _box(chart.points)
    return {
        "k": chart.k, "tried": chart.tried, "n_people": len(chart.participants),
        "sizes": numpy.bincount(chart.labels, minlength=chart.k).tolist(),
        "stability": chart.stability.median, "control": chart.stability.control_median,
        "box": box, "cells": _cells(chart, box), "middles": _middles(chart, box),
        "typical": [[[one.statement, one.side] for one in group] for group in chart.typical],
        "uniting": [[one.statement, one.side] for one in chart.uniting],
        "dividing": [[one.statement, one.side] for one in chart.dividing],
        "votes": {
            str(statement): [
                [int(counted.agree[group, at]), int(counted.disagree[group, at]), int(counted.n[group, at])]
                for group in range(chart.k)
            ]
            for at, statement in enumerate(rows.statements.tolist())
        },
    }  # fmt: skip


def _box(points: Any) -> list[float]:
    """Left, top and size of a unit of the points in the picture, and the picture's height."""
    if not len(points):
        return [0.0, 0.0, 1.0, float(FLATTEST)]
    low, high = points.min(axis=0), points.max(axis=0)
    wide, tall = (max(1, int(high[at] - low[at])) for at in (0, 1))
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    height = max(FLATTEST, round(tall * scale) + 2 * MARGIN)
    left = (WIDTH - wide * scale) / 2 - int(low[0]) * scale
    top = (height - tall * scale) / 2 - int(low[1]) * scale
    return [round(left, 3), round(top, 3), scale, float(height)]


def place(point: Any, box: list[float]) -> tuple[int, int]:
    """The middle of the cell in which a point lies."""
    left, top, scale, _height = box
    across, up = left + int(point[0]) * scale, top + int(point[1]) * scale
    return int(across // CELL) * CELL + CELL // 2, int(up // CELL) * CELL + CELL // 2


def _cells(chart: Chart, box: list[float]) -> list[list[int]]:
    """Across, up, group, people: of each cell with somebody in it; large ones first."""
    found: dict[tuple[int, int, int], int] = {}
    for point, label in zip(chart.points.tolist(), chart.labels.tolist(), strict=True):
        key = (*place(point, box), int(label))
        found[key] = found.get(key, 0) + 1
    return [[*key, n] for key, n in sorted(found.items(), key=lambda one: (-one[1], one[0]))]


def _middles(chart: Chart, box: list[float]) -> list[list[int]]:
    """The middle of each group."""
    if chart.k < 2:
        return []
    left, top, scale, _height = box
    found = []
    for group in range(chart.k):
        across, up = chart.points[chart.labels == group].mean(axis=0)
        found.append([round(left + float(across) * scale), round(top + float(up) * scale)])
    return found
