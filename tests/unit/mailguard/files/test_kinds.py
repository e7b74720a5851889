"""What bytes are, whatever they are called."""

import bz2
import gzip
import lzma

import pytest

from mailguard.corpus.writers import formats as makers
from mailguard.files import looks
from tests.cast.mailguard.files import rare

KINDS = [
    ("empty", b""),
    ("pe", makers.PROGRAM),
    ("zip", makers.zipped({"a.txt": b"hello"})),
    ("docx", makers.document()),
    ("xlsx", makers.document("xl")),
    ("zip", makers.zipped({"inner.docx": makers.document()})),
    ("jar", makers.zipped({"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0"})),
    ("gz", gzip.compress(b"x", mtime=0)),
    ("bz2", bz2.compress(b"x")),
    ("xz", lzma.compress(b"x")),
    ("pdf", rare.pdf()),
    ("png", makers.picture("hello")),
    ("jpeg", makers.picture("hello", "JPEG")),
    ("webp", makers.picture("hello", "WEBP")),
    ("doc", makers.compound({"WordDocument": b"x"})),
    ("xls", makers.compound({"Workbook": b"x"})),
    ("msg", makers.compound({"__properties_version1.0": b"x"})),
    ("locked", makers.compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})),
    ("ole", makers.macro_project("Sub A()\nEnd Sub")),
    ("lnk", makers.shortcut("a", "b")),
    ("onenote", rare.notebook("a.exe", b"x")),
    ("iso", makers.disk({"a.txt": b"x"})),
    ("tnef", rare.winmail("a.txt", b"x")),
    ("cab", rare.cabinet("a.txt", b"x")),
    ("rtf", b"{\\rtf1 hello}"),
    ("html", rare.PAGE),
    ("html", b"\xff\xfe" + "<html><body>x</body></html>".encode("utf-16-le")),
    ("svg", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'></svg>"),
    ("hta", b"<html><head><HTA:APPLICATION id='x'></head></html>"),
    ("ics", b"\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR"),
    ("vcf", b"BEGIN:VCARD\nEND:VCARD"),
    ("url", b"[InternetShortcut]\nURL=https://example.org/"),
    ("eml", b"From: a@example.org\nTo: b@example.org\nSubject: Hello\n\nHi"),
    ("mht", b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'),
    ("text", b"Minutes of the meeting: we met."),
    ("text", "Déjà vu à Orléans".encode("cp1252")),
    ("unknown", b"\x01\x02\x00\x03" * 50),
]


@pytest.mark.parametrize(("kind", "data"), KINDS, ids=[f"{n}-{kind}" for n, (kind, _) in enumerate(KINDS)])
def test_bytes_tell_their_kind(kind, data):
    assert looks(data) == kind
