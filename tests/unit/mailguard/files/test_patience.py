"""What makes careless patterns slow, at length, in every format that is read outside of the sandbox."""

import time

import pytest

from mailguard.corpus.writers import formats as makers
from mailguard.files import examine

SIZE = 250_000
NASTY = [
    "<", "<a ", "<Relationship", "<w:fldSimple", "<w:binData>", "<include", "href=", " ", "\n", "\t\n", "=",
    "=a.", "%41", "12,", "A" * 99 + " ", "A" * 499 + "\n", "\\x41", "[]()", "onload", "location=", "curl ",
    "fetch(", ';A="', "ATTACH;", "Function(", "new Blob", "<svg", "{", "\\", "://", "password ",
]  # fmt: skip
HEADS = {
    "a.html": "<html><script>",
    "a.svg": "<svg>",
    "a.js": "",
    "a.csv": "",
    "a.url": "[InternetShortcut]\n",
    "a.settingcontent-ms": "<PCSettings>",
    "a.ics": "BEGIN:VCALENDAR\n",
    "a.vcf": "BEGIN:VCARD\nFN:",
    "a.xml": "<?mso-application x?>",
}


@pytest.mark.parametrize("name", HEADS)
def test_a_nasty_file_is_read_in_time(name):
    slow = {}
    for nasty in NASTY:
        data = (HEADS[name] + nasty * (SIZE // len(nasty))).encode()
        began = time.process_time()
        examine("2", name, "", data)
        if (took := time.process_time() - began) > 1:
            slow[nasty] = took
    assert not slow


def test_nasty_pieces_of_a_document_are_read_in_time():
    for nasty in NASTY:
        body = (nasty * (SIZE // len(nasty))).encode()
        data = makers.zipped(
            {"[Content_Types].xml": b"", "word/document.xml": body, "word/_rels/document.xml.rels": body}
        )
        began = time.process_time()
        examine("2", "a.docx", "", data)
        assert time.process_time() - began < 2, nasty


def test_a_name_without_end_is_read_in_time():
    began = time.process_time()
    for letter in (" ", ".", "_", "\u202e", "а"):
        assert examine("2", letter * 100_000 + ".exe", "", b"hello")
    assert time.process_time() - began < 1
