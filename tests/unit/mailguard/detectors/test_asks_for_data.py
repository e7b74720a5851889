"""It asks for a list of people."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("asks_for_data", "Please send me the full donor list as a spreadsheet."),
    ("asks_for_data", "Peux-tu m'envoyer le fichier des adhérents ?"),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
