"""A field or formula in an attached document starts a program."""

import pytest

from tests.cast.mailguard.detectors.files import DDE, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_dde", "a.docx", DDE),
    ("file_dde", "a.csv", b"a,b\n=cmd|'/c calc'!A1,2\n"),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_dde", "a.csv", b"name,sum\nBob,-12.5\n"),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
