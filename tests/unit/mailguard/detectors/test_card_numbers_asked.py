"""It wants you to buy gift cards and send their numbers: money that no one can trace."""

import pytest

from tests.cast.mailguard.detectors.wishes import FRIEND, NEWS, made
from tests.cast.mailguard.maker import fires, strength


@pytest.mark.parametrize(
    "text",
    [
        "Please buy six gift cards for the helpers and email me photos of the backs.",
        "Prends quatre cartes cadeaux et transmets-moi juste les codes.",
    ],
)
def test_numbers_of_gift_cards_are_money(text):
    alice = "Alice Aubrac <alice@lrur.example>"
    assert strength("card_numbers_asked", made(text, author=alice, past=FRIEND)) > 0.8
    assert not fires("card_numbers_asked", made(text, bulk=NEWS))
    assert not fires("card_numbers_asked", made("I bought gift cards for the helpers.", author=alice))
