"""A program is attached."""

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.detectors.files import OLE, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_executable", "setup.exe", makers.PROGRAM),
    ("file_executable", "photos.zip", makers.zipped({"photo.scr": makers.PROGRAM})),
    ("file_executable", "setup.msi", OLE + b"\0" * 900),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_executable", "minutes.zip", makers.zipped({"minutes.txt": b"MZ is how programs start."})),
    ("file_executable", "a.xls", OLE + b"\0" * 900),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
