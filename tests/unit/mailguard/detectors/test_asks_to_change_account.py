"""It asks you to pay into a different bank account."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("asks_to_change_account", "Please note our new bank details for the posters."),
    ("asks_to_change_account", "Nous avons changé de RIB, merci de ne plus utiliser l'ancien."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
