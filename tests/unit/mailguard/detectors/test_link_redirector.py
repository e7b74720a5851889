"""A link goes through a well-known website to an unknown one."""

import pytest

from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("link_redirector", link("https://www.google.com/url?q=x", inner=("https://evil.example/x",))),
    ("link_redirector", link("https://evil-example.translate.goog/", inner=("https://evil.example/",))),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_redirector", link("https://www.google.com/maps?q=hall")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))
