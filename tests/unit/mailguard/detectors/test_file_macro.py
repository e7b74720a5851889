"""An Office document with macros is attached."""

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.detectors.files import MACRO, MANY, TOTALS, _document, _made
from tests.cast.mailguard.maker import fires, strength

FIRES = [
    ("file_macro", "a.docm", _document(MACRO)),
    ("file_macro", "a.docm", _document(TOTALS)),
    (
        "file_macro",
        "a.zip",
        makers.zipped(MANY | {"invoice.docm": makers.document(pieces={"word/vbaProject.bin": b"?"})}),
    ),
    ("file_macro", "a.xlsm", makers.document("xl", pieces={"xl/vbaProject.bin": b"\1\2\3"})),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_macro", "a.docx", makers.document()),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))


def test_macros_are_graded_by_what_they_do():
    auto = "Sub AutoOpen()\r\n  MsgBox 1\r\nEnd Sub\r\n"
    grades = [strength("file_macro", _made("a.docm", _document(each))) for each in (TOTALS, auto, MACRO)]
    assert grades == sorted(grades)
    assert len(set(grades)) == 3
