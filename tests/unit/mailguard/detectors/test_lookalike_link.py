"""A link leads to a look-alike domain."""

import pytest

from mailguard.profile import Profile
from tests.cast.mailguard.detectors.identity import made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("lookalike_link", made(links=("https://onedrive-valbrune2027.fr/login",))),
    ("lookalike_link", made(links=("https://accounts-office.fr/",), profile=Profile())),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("lookalike_link", made(links=("https://www.valbrune2027.example/", "https://www.office.com/"))),
    ("lookalike_link", made(links=("https://office-furniture.example/",))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
