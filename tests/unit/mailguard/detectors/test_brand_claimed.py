"""It claims to be from a well-known sender, but the address isn't theirs."""

import pytest

from mailguard.profile import Profile
from tests.cast.mailguard.detectors.baits import PROVEN, of
from tests.cast.mailguard.detectors.identity import made
from tests.cast.mailguard.detectors.office_life import of as of_office_life
from tests.cast.mailguard.maker import fires, strength


def test_a_house_with_service_words_behind_its_name_is_not_that_house():
    assert strength("brand_claimed", of("Eventbrite <a@eventbrite-tickets.example>")) > 0.7
    assert not fires("brand_claimed", of("Eventbrite <a@eventbrite.example>"))


def test_a_program_that_many_run_signs_with_its_name_at_home_only():
    author, text = "Mastodon <notifications@tilleul.example>", "3 new followers. See them"
    assert not fires("brand_claimed", of(author, text, "https://tilleul.example/n", authentication=PROVEN))
    assert fires("brand_claimed", of(author, text, "https://evil.example/n", authentication=PROVEN))


FIRING = [
    ("brand_claimed", made("Valbrune 2027 <info@elsewhere.example>")),
    ("brand_claimed", made("En Avant les Communes <x@gmail.com>")),
    ("brand_claimed", made("Microsoft 365 Team <a@b.example>", profile=Profile())),
    ("brand_claimed", made("M1crosoft <a@b.example>", profile=Profile())),
    ("brand_claimed", made("La Poste <suivi@b.example>", profile=Profile())),
    ("brand_claimed", made("Orange Support <a@b.example>", profile=Profile())),
    ("brand_claimed", made("Starbucks Team <a@b.example>", profile=Profile())),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("brand_claimed", made("Valbrune 2027 <news@valbrune2027.example>")),
    ("brand_claimed", made("Microsoft 365 <no-reply@microsoft.com>")),
    ("brand_claimed", made("Amélie Poste <amelie@b.example>")),
    ("brand_claimed", made("Starbucks <news@starbucks.example>")),
    ("brand_claimed", made("Head Office <a@b.example>")),
    ("brand_claimed", made("Orange County Democrats <a@b.example>")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)


def test_a_brands_own_ending_is_the_brands():
    assert not fires("brand_claimed", of_office_life("Your ticket", "SNCF Connect <noreply@connect.sncf>"))
    assert fires(
        "brand_claimed", of_office_life("Your ticket", "SNCF Connect <noreply@connect-sncf.example>")
    )
