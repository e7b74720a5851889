"""An archive contains another archive."""

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.detectors.files import _made
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_nested", "a.zip", makers.zipped({"b.zip": makers.zipped({"c.js": b"x()"})})),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_nested", "a.tar.gz", rare.tarred({"a.txt": b"x"})),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
