"""Replies would go to a different organisation from the sender's."""

import pytest

from tests.cast.mailguard.detectors.identity import LIST, made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("reply_to_elsewhere", made(reply_to="desk@elsewhere.example")),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("reply_to_elsewhere", made(reply_to="desk@mail.stranger.example")),  # of the same organisation
    ("reply_to_elsewhere", made(reply_to="talk@lists.example", bulk=LIST)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
