"""It promises money or a gift."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("promises_prize", "Congratulations! Claim your reward."),
    ("promises_prize", "Félicitations, vous avez gagné un bon."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
