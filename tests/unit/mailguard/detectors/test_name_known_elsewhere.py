"""We know this name, but from another address."""

from dataclasses import replace

import pytest

from tests.cast.mailguard.detectors.relation import FRIEND, PAST, made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("name_known_elsewhere", made(replace(PAST, name_addresses=("ada@print.example",)))),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("name_known_elsewhere", made(replace(FRIEND, name_addresses=("ada@print.example",)))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
