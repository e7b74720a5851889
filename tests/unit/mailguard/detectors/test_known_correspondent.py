"""We have corresponded with this sender before."""

from dataclasses import replace

import pytest

from tests.cast.mailguard.detectors.relation import FAILED, FRIEND, PASSED, made
from tests.cast.mailguard.maker import fires, strength

FIRING = [
    ("known_correspondent", made(FRIEND, authentication=PASSED)),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("known_correspondent", made()),
    ("known_correspondent", made(FRIEND)),  # proved itself before, and doesn't now
    ("known_correspondent", made(FRIEND, authentication=FAILED)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)


def test_correspondence_both_ways_weighs_more_than_mail_received():
    received = made(replace(FRIEND, n_sent=0), authentication=PASSED)
    assert strength("known_correspondent", made(FRIEND, authentication=PASSED)) > strength(
        "known_correspondent", received
    )
