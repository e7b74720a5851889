"""It asks for a payment."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("asks_for_payment", "Could you settle the invoice before noon?"),
    ("asks_for_payment", "Merci d'effectuer un virement de 4 800 € dans la journée."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
