"""Its signature covers only part of the text, so anyone could have added the rest."""

import pytest

from tests.cast.mailguard.detectors.proof import GOOD, OPEN_ENDED, PASSED, made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("signature_partial", made(PASSED, dkim=[OPEN_ENDED])),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("signature_partial", made(PASSED, dkim=[GOOD, OPEN_ENDED])),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
