"""An invitation was sent by someone other than its organiser."""

import pytest

from tests.cast.mailguard.detectors.files import CALENDAR, SELF, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("calendar_stranger", "a.ics", CALENDAR % (b"mallory@evil.example", b"", b"")),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("calendar_stranger", "a.ics", CALENDAR % (SELF, b"", b"")),
    ("calendar_stranger", "a.ics", (CALENDAR % (b"x@evil.example", b"", b"")).replace(b"REQUEST", b"REPLY")),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
