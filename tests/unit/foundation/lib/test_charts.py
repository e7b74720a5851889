"""Charts."""

import re
from xml.etree import ElementTree

import pytest

from hustings.foundation.lib.display import charts

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


def test_ranks_say_each_name_and_number_beside_a_bar_of_its_length():
    table = ElementTree.fromstring(charts.ranks(POINTS, label="People & weeks", headings=("Week", "People")))
    assert table.find("caption").text == "People & weeks"
    rows = [
        (row.find("th").text, re.sub(r"\D", "", row.find("td").text)) for row in table.findall("tbody/tr")
    ]
    assert rows == [("<week 1>", "0"), ("week 2", "1234"), ("week 3", "700")]
    widths = [float(bar.get("width")) for bar in table.iter("rect")]
    assert widths == [0, 100, pytest.approx(100 * 700 / 1234, abs=0.1)]


@pytest.mark.parametrize("points", [[], [("a", 0)], [("a", 10**9)], [("a", 0.5)]])
def test_odd_points_draw_too(points):
    ElementTree.fromstring(charts.bars(points, label="x"))
    ElementTree.fromstring(charts.line(points, label="x"))
    ElementTree.fromstring(charts.ranks(points, label="x", headings=("a", "b")))
