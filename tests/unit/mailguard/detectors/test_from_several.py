"""It names several authors: programs may show one and check another."""

import pytest

from tests.cast.mailguard.detectors.origin import ALIGNED, APART, several
from tests.cast.mailguard.maker import facts, fires

FIRES = [
    ("from_several", several(APART)),
    ("from_several", several(ALIGNED, "from_twice")),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("from_several", several(ALIGNED)),
    ("from_several", facts()),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
