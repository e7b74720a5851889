"""An unknown sender makes threats to get something."""

import pytest

from tests.cast.mailguard.detectors.office_life import of
from tests.cast.mailguard.detectors.pretences import letter
from tests.cast.mailguard.maker import fires, strength


@pytest.mark.parametrize(
    "text",
    [
        "For my silence the price is 700 euros.",
        "Je me tairai contre 800 euros en coupons.",
        "Pay 900 euros, otherwise the rival campaign has the film.",
        "Versez 900 euros, à défaut vos adversaires liront tout.",
        "We can leave 200 fake reviews below your page.",
        "We found a security flaw. For 300 in crypto we say no more.",
        "The story remains private for 400 euros.",
    ],
)
def test_silence_has_no_price(text):
    assert strength("threat_from_stranger", of(text, "Zed <zed@zed.example>")) >= 0.75


def test_blackmail_is_seen():
    assert (
        strength("threat_from_stranger", letter("We hold your emails. Send 2 bitcoin or we publish.")) > 0.8
    )
    assert fires("threat_from_stranger", letter("Nous détenons vos fichiers ; sinon, tout sera publié."))
    assert not fires("threat_from_stranger", letter("We hold our meetings on Mondays."))


def test_the_law_is_called_upon_for_something():
    text = "Enquête en cours : vous êtes requis de nous communiquer sous 48 heures les journaux de connexion."
    assert strength("threat_from_stranger", letter(f"{text} Commandant Lefort")) > 0.7
    assert not fires("threat_from_stranger", letter("The court garden party is on Sunday."))
