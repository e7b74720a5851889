"""Its structure differs from this sender's usual messages."""

import pytest

from tests.cast.mailguard.detectors.relation import met
from tests.cast.mailguard.maker import fires

FIRING = [
    ("structure_unusual", met(structure_known=False)),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("structure_unusual", met(structure_known=True)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
