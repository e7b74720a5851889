"""It claims to come from an authority."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("speaks_for_authority", "Compliance notice from the election commission."),
    ("speaks_for_authority", "Remboursement d'impôts : régularisez."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
