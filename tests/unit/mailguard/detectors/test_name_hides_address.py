"""The displayed name is an address, but not the sender's."""

import pytest

from tests.cast.mailguard.detectors.identity import made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("name_hides_address", made('"nora@valbrune2027.example" <x@b.example>')),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("name_hides_address", made('"ada@stranger.example" <ada@stranger.example>')),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
