"""It asks for gift cards."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("asks_for_gift_cards", "Get three gift cards and scratch the codes."),
    ("asks_for_gift_cards", "Il me faut des cartes cadeaux pour les bénévoles."),
    ("asks_for_gift_cards", "Peux-tu passer prendre cinq cartes cadeaux ?"),
    ("asks_for_gift_cards", "Could you pick up ten vouchers for me?"),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
