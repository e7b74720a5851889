"""An attached PDF is little more than one link."""

import pytest

from tests.cast.mailguard.detectors.files import LINK, OWN, _made
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_pdf_link", "a.pdf", LINK),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_pdf_link", "a.pdf", OWN),
    ("file_pdf_link", "a.pdf", rare.pdf()),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
