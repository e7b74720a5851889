"""A link imitates a provider's log-in page and can steal even the second factor."""

import pytest

from mailguard.facts import Bulk
from tests.cast.mailguard.detectors.links import SIGN_IN
from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("login_relay", link("https://login-microsoftonline.evil.example/")),
    ("login_relay", link("https://evil.example/common/oauth2/authorize?client-request-id=3")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("login_relay", link(SIGN_IN)),
    ("login_relay", link("https://espresso.example/menu")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))


def test_a_list_may_speak_of_sign_in_pages_but_not_ask_to_use_them():
    page = ("https://evil.example/adfs/ls/?x=1",)
    ours = Bulk(has_post=True)
    assert not fires("login_relay", facts("Their page is broken again.", links=page, bulk=ours))
    assert fires("login_relay", facts("Sign in with your work account.", links=page, bulk=ours))
