"""It claims to be from an authority, but the address isn't."""

import pytest

from tests.cast.mailguard.detectors.pretences import letter
from tests.cast.mailguard.detectors.wishes import made
from tests.cast.mailguard.maker import facts, fires, strength


def test_short_names_of_authorities_stand_in_capitals():
    assert fires("authority_claimed", letter("Répondez.", author="CNIL – Plaintes <p@plaintes.example>"))
    assert not fires("authority_claimed", letter("Hello.", author="Coj Bakery <coj@bakery.example>"))
    assert not fires("authority_claimed", letter("Bonjour.", author="CNIL <contact@cnil.fr>"))


def test_an_inspector_writes_from_an_office():
    assert fires("authority_claimed", letter("Do not tell anyone.", author="Inspector Hale <h@unit.example>"))


@pytest.mark.parametrize(
    "author",
    ["Commission nationale des comptes <avis@comptes-controle.example>", "Tax Office <refund@gmail.com>"],
)
def test_an_authority_writes_from_its_own_address(author):
    assert fires("authority_claimed", facts("Please reply.", author=author))


@pytest.mark.parametrize(
    "author",
    [
        "Préfecture du Rhône <elections@rhone.gouv.fr>",
        "Electoral Commission <info@elections.gov.uk>",
        "Camille Tribunat <camille@stranger.example>",
    ],
)
def test_an_authoritys_own_mail_is_left_alone(author):
    assert not fires("authority_claimed", facts("Please reply.", author=author))


def test_an_acknowledgement_that_leads_nowhere_weighs_less_than_one_with_a_link():
    author = "Préfecture du Val <no-reply@prefecture-val.example>"
    alone = facts("Votre demande est enregistrée.", author=author)
    led = facts("Votre demande est enregistrée.", author=author, links=("https://val.example/s",))
    assert strength("authority_claimed", alone) < strength("authority_claimed", led)


def test_an_authority_that_wants_nothing_is_hardly_told():
    author = "Inspection du travail <section4@inspection-est.example>"
    news = made("Les constats ont été notifiés.", author=author)
    asks = made("Répondez et transmettez votre mot de passe.", author=author)
    assert strength("authority_claimed", news) < strength("authority_claimed", asks)
