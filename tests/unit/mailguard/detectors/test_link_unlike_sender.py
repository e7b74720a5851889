"""None of the links leads to the sender's organisation."""

import pytest

from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("link_unlike_sender", link("https://evil.example/")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_unlike_sender", link("https://www.stranger.example/")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))
