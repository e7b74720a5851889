"""Archives where their reader doesn't look for them, and programs do."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile

import pytest

from mailguard.corpus.writers import formats as makers
from mailguard.files import examine
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.files.examined import inside, traits

PROGRAM = {"setup.exe": makers.PROGRAM}
NOTE = makers.zipped({"minutes.txt": b"We met."})
PICTURE = b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + bytes(40) + b";"
ARCHIVES = {
    "zip": makers.zipped(PROGRAM),
    "7z": rare.sevenzipped(PROGRAM),
    "cab": rare.cabinet("setup.exe", makers.PROGRAM),
}
BEFORE = {
    "one byte": b"x",
    "text": b"Nothing to see here.\r\n" * 20,
    "a picture": PICTURE,
    "a PDF": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
    "a page": b"<html><body>Hello</body></html>",
    "a lot": bytes(900_000),
}


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("form", ARCHIVES)
def test_a_program_is_found_in_an_archive_behind_other_bytes(form, before):
    found = inside(f"a.{form}", BEFORE[before] + ARCHIVES[form])
    assert found["setup.exe"].has("executable")
    assert "archive" in traits(f"a.{form}", BEFORE[before] + ARCHIVES[form])


def test_macros_are_found_in_an_old_document_behind_one_byte():
    data = b"x" + makers.compound({"Macros/VBA/dir": b"x", "WordDocument": bytes(2_000)})
    assert "macro" in traits("a.doc", data)


def _commented(true: bytes, comment: bytes) -> bytes:
    """The zip with a comment: its length stands in the last two bytes of the end record."""
    return true[:-2] + struct.pack("<H", len(comment)) + comment


@pytest.mark.parametrize(
    "data",
    [
        ARCHIVES["zip"] + NOTE,
        NOTE + ARCHIVES["zip"],
        NOTE + ARCHIVES["7z"],
        b"x" + ARCHIVES["zip"] + NOTE,
        _commented(ARCHIVES["zip"], NOTE),
        ARCHIVES["zip"] + NOTE + b"behind",
        rare.sevenzipped({"minutes.txt": b"We met."}) + ARCHIVES["zip"],
    ],
    ids=["first", "second", "7z behind", "second of three", "with a zip in its comment", "rest", "behind 7z"],
)
def test_both_of_two_archives_in_one_file_are_read(data):
    found = inside("a.zip", data)
    assert found["setup.exe"].has("executable")
    assert "minutes.txt" in found


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_that_lies_in_another_as_a_member_is_read_once(method):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        archive.writestr("a.zip", NOTE)
        archive.writestr("b.docx", makers.document())
    names = [file.name for file in examine("2", "a.zip", "", kept.getvalue())]
    assert names.count("minutes.txt") == 1


@pytest.mark.parametrize(
    ("end", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_streams_that_follow_each_other_are_one_file(end, pack):
    data = pack(b"") + pack(makers.PROGRAM[:100]) + pack(makers.PROGRAM[100:])
    assert inside(f"setup.exe.{end}", data)["setup.exe"].has("executable")
    assert "cut" in traits(f"setup.exe.{end}", pack(b"") * 50)


def test_a_tar_without_its_mark_is_one():
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as archive:
        entry = tarfile.TarInfo("setup.exe")
        entry.size = len(makers.PROGRAM)
        archive.addfile(entry, io.BytesIO(makers.PROGRAM))
    data = bytearray(kept.getvalue())
    data[257:265] = bytes(8)
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    assert inside("a.bin", bytes(data))["setup.exe"].has("executable")
    data[148:156] = b"000001\0 "
    assert inside("a.bin", bytes(data)) == {}


@pytest.mark.parametrize(
    "data", [b"x" + ARCHIVES["zip"][:-30], b"PK\x05\x06" * 1_000, b"7z\xbc\xaf\x27\x1c" * 99]
)
def test_broken_archives_end_somewhere(data):
    assert len(examine("2", "a.dat", "", b"x" + data)) < 10
