"""A link is written to hide its real destination."""

import pytest

from mailguard.facts import Link
from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("link_disguised", link("https://www.paypal.com@evil.example/", host="evil.example")),
    ("link_disguised", link("https://xn--pypal-4ve.com/")),
    ("link_disguised", link("https://login.office.com.session.evil.example/")),
    ("link_disguised", link("https://evil.example:8081/")),
    ("link_disguised", Link("https://evil]example.com/", "evil.example", where="a")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_disguised", link("https://www.stranger.example/contact?to=a@b.example")),
    ("link_disguised", link("https://xn--crme-brle-53a2ah.example/")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))


def test_a_disguised_link_is_told_by_whose_it_is():
    told = fires("link_disguised", facts(links=("https://teams.microsoft.com.join-meet.example/x",)))
    assert told == ["https://teams.microsoft.com.join-meet.example/x really leads to join-meet.example."]
