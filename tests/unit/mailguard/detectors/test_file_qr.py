"""A picture or document contains a QR code that leads elsewhere."""

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.detectors.files import CODE, _made
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_qr", "a.png", CODE),
    ("file_qr", "a.pdf", rare.pdf_of_pictures(CODE)),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_qr", "a.png", makers.picture("https://www.stranger.example/volunteer")),
    ("file_qr", "a.png", makers.picture("BEGIN:VCARD")),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
