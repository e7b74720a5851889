"""A OneNote notebook is attached."""

import pytest

from tests.cast.mailguard.detectors.files import _made
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_onenote", "a.one", rare.notebook("open.bat", b"@echo off")),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_onenote", "one.pdf", rare.pdf()),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
