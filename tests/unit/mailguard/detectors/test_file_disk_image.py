"""A disk image is attached."""

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.detectors.files import _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_disk_image", "a.iso", makers.disk({"a.txt": b"x"})),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_disk_image", "a.zip", makers.zipped({"a.txt": b"x"})),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
