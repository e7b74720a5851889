"""A link downloads a program or an archive."""

import pytest

from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("link_to_program", link("https://evil.example/update/setup.exe?x=1")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_to_program", link("https://stranger.example/programme.pdf")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))
