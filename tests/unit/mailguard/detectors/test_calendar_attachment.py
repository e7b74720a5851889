"""An invitation links to an external file."""

import pytest

from tests.cast.mailguard.detectors.files import CALENDAR, SELF, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("calendar_attachment", "a.ics", CALENDAR % (SELF, b"", b"ATTACH:https://evil.example/a.zip\n")),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("calendar_attachment", "a.ics", CALENDAR % (SELF, b"", b"ATTACH:CID:a@b\n")),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
