"""It wants you to call a number about a charge."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("asks_to_call", "You have been charged 399. Call our support now at +1 805 555 0142."),
    ("asks_to_call", "Un montant sera débité, appelez-nous au 01 99 00 12 34."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
