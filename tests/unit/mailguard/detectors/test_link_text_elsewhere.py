"""The text of a link names one website, but the link leads to another."""

import pytest

from tests.cast.mailguard.maker import facts, fires, link, strength

FIRES = [
    ("link_text_elsewhere", link("https://evil.example/a", "https://www.impots.gouv.fr")),
    ("link_text_elsewhere", link("https://evil.example/a", "www.mabanque.fr/connexion")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_text_elsewhere", link("https://www.impots.gouv.fr/portail", "impots.gouv.fr")),
    ("link_text_elsewhere", link("https://evil.example/a", "Read our programme v2.0 here")),
    ("link_text_elsewhere", link("https://evil.example/a", "nora@valbrune.example")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))


def test_a_well_known_address_that_leads_elsewhere_is_surer_than_a_name():
    whole = facts(links=(link("https://evil.example/a", "https://www.paypal.com/signin"),))
    name = facts(links=(link("https://evil.example/a", "www.mabanque.fr"),))
    assert strength("link_text_elsewhere", whole) > strength("link_text_elsewhere", name)
