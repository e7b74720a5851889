"""A link runs a script or opens something hidden in the message itself."""

import pytest

from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("link_script", link("javascript:alert(1)", host="")),
    ("link_script", link("search-ms:query=plan&crumb=location:x", host="")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_script", link("https://stranger.example/javascript:")),
    ("link_script", link("javascript:void(0);", host="")),
    ("link_script", link("javascript:", host="")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))
