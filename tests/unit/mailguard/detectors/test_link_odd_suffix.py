"""A link leads to a type of domain that is cheap and often abused."""

import pytest

from tests.cast.mailguard.maker import facts, fires, link

FIRES = [
    ("link_odd_suffix", link("https://login-office.zip/")),
]


@pytest.mark.parametrize(("name", "bad"), FIRES)
def test_a_trick_is_seen(name, bad):
    assert fires(name, facts("Hello", links=(bad,)))


SILENT = [
    ("link_odd_suffix", link("https://www.valbrune.fr/")),
]


@pytest.mark.parametrize(("name", "good"), SILENT)
def test_a_near_miss_is_left_alone(name, good):
    assert not fires(name, facts("Hello", links=(good,)))
