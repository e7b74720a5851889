"""An invitation leads neither to its organiser nor to a known meeting service."""

import pytest

from tests.cast.mailguard.detectors.files import CALENDAR, SELF, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("calendar_link", "a.ics", CALENDAR % (SELF, b"https://evil.example/", b"")),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("calendar_link", "a.ics", CALENDAR % (SELF, b"https://us02web.zoom.us/j/1", b"")),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
