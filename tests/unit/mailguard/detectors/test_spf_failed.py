"""It came from a server that the sender's domain doesn't authorise."""

import pytest

from mailguard.facts import Spf
from tests.cast.mailguard.detectors.proof import BY_DKIM, GOOD, HOME, LIST, made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("spf_failed", made(spf=Spf("fail", HOME))),
    ("spf_failed", made(spf=Spf("softfail", HOME))),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("spf_failed", made(BY_DKIM, Spf("fail", HOME), [GOOD])),
    ("spf_failed", made(spf=Spf("neutral", HOME))),
    ("spf_failed", made(spf=Spf("fail", HOME), bulk=LIST)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
