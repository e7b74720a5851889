"""It starts with a small favour, as scams do."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("asks_for_errand", "Are you at your desk? I need a quick favour."),
    ("asks_for_errand", "Es-tu disponible ? J'ai besoin d'un petit service."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
