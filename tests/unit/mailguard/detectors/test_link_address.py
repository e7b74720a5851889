"""A link leads to a bare IP address instead of a website name."""

import pytest

from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("link_address", link("http://93.184.216.34/login")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_address", link("http://192.168.1.4/printer")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))


def test_pictures_are_not_links():
    assert not fires("link_address", facts(links=(link("http://93.184.216.34/p.png", where="img"),)))
