"""It asks for secrecy, or says that you can't call back."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("asks_for_secrecy", "Keep this between us, I can't talk now."),
    ("asks_for_secrecy", "Reste discrète, je suis en plateau et n'en parle à personne."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
