"""It contains a fake check result in the name of our own server."""

import pytest

from tests.cast.mailguard.detectors.proof import OTHERS_RESULT, OUR_RESULT, RECEIVED, brought
from tests.cast.mailguard.maker import fires

FIRES = [
    ("results_forged", brought(RECEIVED, RECEIVED, OUR_RESULT)),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("results_forged", brought(RECEIVED, OUR_RESULT, RECEIVED)),
    ("results_forged", brought(RECEIVED, RECEIVED, OTHERS_RESULT)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
