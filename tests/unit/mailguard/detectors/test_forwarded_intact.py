"""It was forwarded by another server, but its author's signature is valid."""

import pytest

from mailguard.facts import Spf
from tests.cast.mailguard.detectors.proof import BY_DKIM, GOOD, HOME, PASSED, made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("forwarded_intact", made(BY_DKIM, Spf("fail", HOME), [GOOD])),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("forwarded_intact", made(PASSED, Spf("pass", HOME), [GOOD])),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
