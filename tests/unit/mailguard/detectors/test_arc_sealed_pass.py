"""A forwarder we trust confirms that its author was authenticated."""

from dataclasses import replace

import pytest

from tests.cast.mailguard.detectors.proof import (
    FAILED,
    OUR_SEAL,
    OURS,
    SEALED_AFTER_ANYBODY,
    SEALED_BY_ANYBODY,
    VOUCHED,
    made,
)
from tests.cast.mailguard.maker import fires

FIRES = [
    ("arc_sealed_pass", made(FAILED, arc=VOUCHED)),
    ("arc_sealed_pass", made(FAILED, arc=OUR_SEAL, profile=OURS)),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("arc_sealed_pass", made(FAILED, arc=SEALED_BY_ANYBODY)),
    ("arc_sealed_pass", made(FAILED, arc=SEALED_AFTER_ANYBODY)),
    ("arc_sealed_pass", made(FAILED, arc=replace(VOUCHED, result="fail"))),
    ("arc_sealed_pass", made(FAILED, arc=replace(VOUCHED, seen=("dkim=pass", "dmarc=fail")))),
    ("arc_sealed_pass", made(FAILED, arc=replace(VOUCHED, proven=("elsewhere.example",)))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
