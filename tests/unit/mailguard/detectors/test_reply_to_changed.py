"""Replies to this sender used to go to another address."""

from dataclasses import replace

import pytest

from tests.cast.mailguard.detectors.relation import FRIEND, PAST, made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("reply_to_changed", made(replace(FRIEND, reply_to_known=False), reply_to="ada@gmail.com")),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("reply_to_changed", made(replace(FRIEND, reply_to_known=True), reply_to="ada@gmail.com")),
    ("reply_to_changed", made(PAST, reply_to="ada@gmail.com")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
