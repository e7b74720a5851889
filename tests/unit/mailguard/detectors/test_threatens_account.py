"""It threatens that an account or access will be lost."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("threatens_account", "Your mailbox will be suspended within 24 hours."),
    ("threatens_account", "Votre compte sera suspendu, faute de quoi tout sera perdu."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
