"""It asks for a code that only its owner should see."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("asks_for_code", "A text is on its way, forward me the verification code."),
    ("asks_for_code", "Envoie-moi le code que tu viens de recevoir."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
