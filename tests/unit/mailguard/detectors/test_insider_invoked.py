"""An unknown sender invokes a team member to get something."""

import pytest

from tests.cast.mailguard.detectors.pretences import letter
from tests.cast.mailguard.maker import fires, strength


@pytest.mark.parametrize(
    "text",
    [
        "Dora asked me to collect the donor list from you.",
        "Facture du car, 380 €, réservé par Mme Dumesnil.",
        "Votre trésorière m'a demandé de passer par vous pour le virement.",
    ],
)
def test_a_stranger_who_leans_on_one_of_ours_for_gain_is_seen(text):
    assert strength("insider_invoked", letter(text)) >= 0.5


def test_an_introduction_is_no_lever():
    assert strength("insider_invoked", letter("Dora suggested that I write to you for an interview.")) < 0.4
    assert not fires("insider_invoked", letter("Dora asked for 380 €.", author="Lorne <devis@lorne.example>"))
