"""An attached PDF runs something or sends what you enter."""

import pytest

from tests.cast.mailguard.detectors.files import BROKEN, LAUNCH, OPENER, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_pdf_active", "a.pdf", LAUNCH),
    ("file_pdf_active", "a.pdf", BROKEN),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_pdf_active", "a.pdf", OPENER),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
