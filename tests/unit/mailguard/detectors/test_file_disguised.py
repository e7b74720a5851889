"""The name of an attachment hides its real type."""

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.detectors.files import _made
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_disguised", "invoice.pdf.exe", makers.PROGRAM),
    ("file_disguised", "ecnatsni\u202excod.exe", makers.PROGRAM),
    ("file_disguised", "invoice.pdf", makers.PROGRAM),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_disguised", "plan.v2.pdf", rare.pdf()),
    ("file_disguised", "photo.png", makers.picture("hello", "JPEG")),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
