"""Its date is missing, or far from the day it arrived."""

from datetime import timedelta

import pytest

from tests.cast.mailguard.detectors.origin import CAME, LIST, NOON, hop
from tests.cast.mailguard.maker import facts, fires

FIRES = [
    ("date_odd", facts(envelope=CAME)),
    ("date_odd", facts(envelope=CAME, sent_at=NOON - timedelta(days=9))),
    ("date_odd", facts(envelope=CAME, sent_at=NOON + timedelta(days=1))),
    ("date_odd", facts(hops=(hop("a.example", at=NOON),), sent_at=NOON + timedelta(days=1))),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("date_odd", facts(envelope=CAME, sent_at=NOON - timedelta(days=2))),
    ("date_odd", facts(envelope=CAME, sent_at=NOON + timedelta(hours=2))),
    ("date_odd", facts(envelope=CAME, sent_at=NOON - timedelta(days=9), bulk=LIST)),
    ("date_odd", facts(sent_at=NOON)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
