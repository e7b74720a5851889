"""It asks you to log in or to confirm an account."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("asks_for_password", "Verify your account to keep receiving mail."),
    ("asks_for_password", "Votre boîte est presque pleine, reconnectez-vous vite pour continuer."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
