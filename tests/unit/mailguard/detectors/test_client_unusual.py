"""It wasn't created the way this sender's messages usually are."""

from dataclasses import replace

import pytest

from tests.cast.mailguard.detectors.relation import PAST, made, met
from tests.cast.mailguard.maker import fires

FIRING = [
    ("client_unusual", met(client_known=False)),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("client_unusual", met(client_known=None)),
    ("client_unusual", made(replace(PAST, n_received=2, client_known=False))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
