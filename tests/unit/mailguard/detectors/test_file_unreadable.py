"""An attachment could not be checked."""

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.detectors.files import CODE, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_unreadable", "a.zip", b"PK\x03\x04" + b"\x00" * 90),
    ("file_unreadable", "a.zip", makers.zipped({f"{n}.doc": b"x" for n in range(70)})),
    ("file_unreadable", "winmail.dat", b"\x78\x9f\x3e\x22\1\0" + b"\1\6\x90\x08\0\xff\xff\0\0"),
    ("file_unreadable", "a.html", b"<html><p>" + b"x" * 4_100_000 + b"</p></html>"),
    ("file_unreadable", "a.vhdx", b"vhdxfile" + b"\x00" * 600),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_unreadable", "a.png", CODE[:200]),
    ("file_unreadable", "a.zip", makers.zipped({f"{n}.jpg": b"\xff\xd8\xff" for n in range(90)})),
    ("file_unreadable", "a.dat", b"\x00\x01\x02" * 99),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
