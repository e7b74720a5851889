"""An attached page builds a file or hides what its script does."""

import pytest

from tests.cast.mailguard.detectors.files import BLOB, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_html_smuggling", "a.html", BLOB),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_html_smuggling", "a.html", b"<html><script>count(1)</script></html>"),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
