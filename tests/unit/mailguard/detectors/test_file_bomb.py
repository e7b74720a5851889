"""An attached archive is made to overload the computer."""

import bz2
import lzma

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.detectors.files import ENDLESS, ENTITIES, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_bomb", "a.zip", makers.zipped({"zeros": b"\x00" * 30_000_000})),
    ("file_bomb", "a.xz", lzma.compress(b"\0" * 40_000_000)),
    ("file_bomb", "a.bz2", bz2.compress(b"\0" * 40_000_000)),
    ("file_bomb", "a.svg", ENTITIES),
    ("file_bomb", "a.png", ENDLESS),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_bomb", "a.zip", makers.zipped({"zeros": b"\x00" * 10_000})),
    ("file_bomb", "a.xz", lzma.compress(b"\0" * 100_000)),
    ("file_bomb", "a.svg", ENTITIES[:80]),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
