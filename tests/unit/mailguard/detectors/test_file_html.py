"""A web page is attached as a file."""

import pytest

from tests.cast.mailguard.detectors.files import SEARCH, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_html", "a.html", SEARCH),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_html", "a.txt", b"we met <b>twice</b>"),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
