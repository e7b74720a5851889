"""It is signed, but not by the organisation it claims to come from."""

import pytest

from tests.cast.mailguard.detectors.proof import FOREIGN, GOOD, LIST, PASSED, made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("signed_by_another", made(dkim=[FOREIGN])),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("signed_by_another", made(PASSED, dkim=[FOREIGN, GOOD])),
    ("signed_by_another", made(dkim=[FOREIGN], bulk=LIST)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
