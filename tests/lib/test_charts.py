"""Charts."""

import re
from xml.etree import ElementTree

import pytest

from hustings.lib import charts

POINTS = [("<week 1>", 0), ("week 2", 1234), ("week 3", 700)]


@pytest.mark.parametrize("draw", [charts.bars, charts.line])
def test_a_chart_is_well_formed_and_says_what_it_shows(draw):
    drawn = draw(POINTS, label="People & weeks", description="It rises.", headings=("Week", "People"))
    figure = ElementTree.fromstring(drawn)
    assert figure.find(".//title").text == "People & weeks"
    assert figure.find(".//desc").text == "It rises."
    rows = [[cell.text for cell in row] for row in figure.findall(".//tbody/tr")]
    assert [row[0] for row in rows] == ["<week 1>", "week 2", "week 3"]
    assert [re.sub(r"\D", "", row[1]) for row in rows] == ["0", "1234", "700"]


def test_bars_are_as_high_as_their_values():
    figure = ElementTree.fromstring(charts.bars(POINTS, label="x"))
    heights = [float(bar.get("height")) for bar in figure.iter("rect")]
    assert heights[0] == 0
    assert heights[2] / heights[1] == pytest.approx(700 / 1234, rel=0.01)
    assert max(heights) <= charts.HEIGHT


@pytest.mark.parametrize("points", [[], [("a", 0)], [("a", 10**9)], [("a", 0.5)]])
def test_odd_points_draw_too(points):
    ElementTree.fromstring(charts.bars(points, label="x"))
    ElementTree.fromstring(charts.line(points, label="x"))
