"""An attached page contains a form to fill in."""

import pytest

from tests.cast.mailguard.detectors.files import FORM, SEARCH, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_html_form", "a.html", FORM),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_html_form", "a.html", SEARCH.replace(b"<input type=hidden>", b"")),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
