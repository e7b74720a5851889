"""Someone outside the team claims an emergency and wants money, as from a hacked mailbox."""

import pytest

from tests.cast.mailguard.detectors.wishes import FRIEND, PAL, made
from tests.cast.mailguard.maker import fires, strength


@pytest.mark.parametrize(
    "text",
    [
        "I was robbed in Lisbon and the consulate is closed. Could you lend me 600 until Monday?",
        "Je suis à l'hôpital, ma carte est bloquée. Peux-tu m'avancer 400 ? Je te rembourse lundi.",
        "Could you get me two Steam cards? I'll explain.",
    ],
)
def test_a_friend_far_from_home_needs_money(text):
    assert strength("friend_in_need", made(text, author=PAL, past=FRIEND)) > 0.7
    assert not fires("friend_in_need", made(text, author="Garage Morin <a@morin.example>", past=FRIEND))


def test_friends_tell_of_misfortunes_without_wanting_money():
    text = "I spent two weeks in hospital, the surgery went well. See you at the meeting."
    assert not fires("friend_in_need", made(text, author=PAL, past=FRIEND))
