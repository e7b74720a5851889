"""A password-protected file is attached, which can't be checked."""

import pytest

from mailguard.corpus.writers import locks as lockers
from tests.cast.mailguard.detectors.files import _made
from tests.cast.mailguard.maker import fires

SILENT = [
    ("file_encrypted", "a.zip", lockers.old(b"Valbrune7")),  # the message tells the password
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
