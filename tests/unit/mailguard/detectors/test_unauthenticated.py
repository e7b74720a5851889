"""The sender is not authenticated."""

import pytest

from mailguard.facts import Dmarc, Envelope
from tests.cast.mailguard.detectors.proof import FAILED, FOREIGN, INSIDE, PASSED, made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("unauthenticated", made()),
    ("unauthenticated", made(dkim=[FOREIGN])),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("unauthenticated", made(PASSED)),
    ("unauthenticated", made(FAILED)),
    ("unauthenticated", made(Dmarc())),
    ("unauthenticated", made(Dmarc("temperror"))),
    ("unauthenticated", made(envelope=Envelope(), hops=INSIDE)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
