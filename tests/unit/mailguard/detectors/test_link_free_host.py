"""A link leads to a page that anyone can create anonymously."""

import pytest

from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("link_free_host", link("https://campaign-login.blogspot.com/")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_free_host", link("https://blog.stranger.example/")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))
