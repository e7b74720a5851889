"""A link leads to a file or form on a service open to everyone."""

import pytest

from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("link_file_host", link("https://we.tl/t-abc")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_file_host", link("https://stranger.example/we.tl")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))
