"""A password-protected file is attached, with the password in the message."""

import io
import random

import msoffcrypto.format.ooxml as ooxml
import pytest

from mailguard.corpus.writers import formats as makers
from mailguard.corpus.writers import locks as lockers
from tests.cast.mailguard.detectors.files import _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_encrypted_with_password", "a.zip", lockers.old(b"Valbrune7")),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_encrypted_with_password", "a.zip", makers.zipped({"a.txt": b"x"})),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))


def test_the_password_that_excel_tries_by_itself_gives_a_locked_book_away():
    noise, out = random.Random(1).randbytes(9_000), io.BytesIO()
    ooxml.OOXMLFile(io.BytesIO(makers.document("xl", {"noise.bin": noise}))).encrypt("VelvetSweatshop", out)
    (said,) = fires("file_encrypted_with_password", _made("a.xlsx", out.getvalue(), "Hello"))
    assert "automatically" in said
