"""It puts you under time pressure."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("presses_for_time", "I need it before the debate, it is urgent."),
    ("presses_for_time", "C'est pressé, il me le faut d'ici ce soir."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
