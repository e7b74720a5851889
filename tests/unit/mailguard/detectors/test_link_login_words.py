"""A link to a little-known website is about logging in."""

import pytest

from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("link_login_words", link("https://evil.example/webmail/verify")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_login_words", link("https://www.facebook.com/login")),
    ("link_login_words", link("https://evil.example/blogin/discount")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))
