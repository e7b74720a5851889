"""It wants to continue by phone or messaging app, where nothing is checked."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("asks_for_other_channel", "Send me your WhatsApp number."),
    ("asks_for_other_channel", "Écris-moi sur mon adresse perso."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
