"""An outside sender claims a role on the team, such as treasurer or IT support."""

import pytest

from mailguard.profile import Profile
from tests.cast.mailguard.detectors.identity import made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("role_claimed", made("Campaign Treasurer <pay@gmail.com>", profile=Profile())),
    ("role_claimed", made("Support informatique <x@b.example>", profile=Profile())),
    ("role_claimed", made("IT Help Desk <x@b.example>", profile=Profile())),
    ("role_claimed", made("Directrice de campagne <x@b.example>", profile=Profile())),
    ("role_claimed", made("Webmail <x@b.example>", profile=Profile())),
    ("role_claimed", made("IT Security <x@b.example>", profile=Profile())),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("role_claimed", made("Mail Chimp Support <x@chimp.example>", profile=Profile())),
    ("role_claimed", made("Émile <treasurer@valbrune2027.example>")),
    ("role_claimed", made("Printworks Support Team <help@printworks.example>", profile=Profile())),
    ("role_claimed", made("Candida Martin <candida@b.example>", profile=Profile())),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
