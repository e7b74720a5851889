"""A shortened link hides where it leads."""

import pytest

from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("link_shortener", link("https://bit.ly/3abc")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_shortener", link("https://stranger.example/bit.ly")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))
