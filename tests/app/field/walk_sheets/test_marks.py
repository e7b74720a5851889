"""Marks: what the figures of a box come to."""

import numpy as np
import pytest

from hustings.field.walk_sheets.paper import marks
from hustings.field.walk_sheets.paper.boxes import Measures
from hustings.field.walk_sheets.paper.layouts import Box

FIGURES = ("frames", "inks", "masses", "lefts", "rights", "strengths", "crossed", "covered")
TICKED = {"frames": 0.5, "inks": 0.4, "masses": 0.15, "lefts": 0.0, "rights": 0.0, "strengths": 0.0}


def judged(**figures):
    told = {"crossed": False, "covered": False} | TICKED | figures
    measures = Measures(np.array([[0, 0]]), *(np.array([told[name]]) for name in FIGURES))
    (mark,) = marks.judged([Box(0, "result", "absent", 0, 0)], measures)
    return str(mark.state), mark.reason


@pytest.mark.parametrize(
    ("figures", "state", "reason"),
    [
        ({}, "filled", ""),
        ({"lefts": 1.0, "rights": 1.0, "strengths": 0.95}, "struck", ""),
        ({"lefts": 1.0, "rights": 1.0, "strengths": 0.4}, "doubtful", "strike"),  # a crease is fainter
        ({"lefts": 0.2, "rights": 0.4, "strengths": 0.9}, "doubtful", "strike"),  # a faint pen
        ({"inks": 0.0, "masses": 0.0}, "empty", ""),
        ({"inks": 0.0, "masses": 0.0, "covered": True}, "doubtful", "faint"),
        ({"frames": 0.0}, "doubtful", "hidden"),
    ],
)
def test_a_box_is_read_or_asked_about(figures, state, reason):
    assert judged(**figures) == (state, reason)
