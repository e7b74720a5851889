"""No one here has received e-mail from this address before."""

from dataclasses import replace

import pytest

from mailguard.facts import Bulk, Relation
from tests.cast.mailguard.detectors.relation import FRIEND, PAST, made
from tests.cast.mailguard.maker import fires, strength

FIRING = [
    ("first_contact", made()),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("first_contact", made(FRIEND)),
    ("first_contact", made(Relation())),
    ("first_contact", made(replace(PAST, n_known=20))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)


def test_newsletters_that_begin_are_hardly_noted():
    letter = made(bulk=Bulk(unsubscribe=("https://stranger.example/u",)))
    assert strength("first_contact", letter) <= 0.5
