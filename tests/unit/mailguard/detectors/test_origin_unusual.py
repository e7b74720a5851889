"""It came from a different network than usual, as from a stolen account."""

import pytest

from tests.cast.mailguard.detectors.relation import met
from tests.cast.mailguard.maker import fires

FIRING = [
    ("origin_unusual", met(origin_known=False)),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("origin_unusual", met(origin_known=True)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
