"""Nearly the same text came from several senders in two days."""

from dataclasses import replace

import pytest

from tests.cast.mailguard.detectors.relation import PAST, made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("campaign_burst", made(replace(PAST, n_like_this=5, n_like_this_senders=5))),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("campaign_burst", made(replace(PAST, n_like_this=5, n_like_this_senders=1))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
