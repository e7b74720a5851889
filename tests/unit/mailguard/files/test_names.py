"""Tricks of names, and names that only look odd."""

import pytest

from mailguard.files.names import extension, tricks

TRICKS = [
    ("invoice.pdf.exe", "pe", "double_extension"),
    ("programme.docx.js", "text", "double_extension"),
    ("list.xlsx.html", "html", "double_extension"),
    ("ecnatsni\u202excod.exe", "pe", "right_to_left"),
    ("invoice.pdf" + " " * 40 + ".exe", "pe", "padded_name"),
    ("invoice.pdf", "pe", "mismatch"),
    ("photo.jpg", "html", "mismatch"),
    ("plan.docx", "lnk", "mismatch"),
    ("invоice.pdf", "pdf", "homoglyph_name"),  # the o is Cyrillic
]
HONEST = [
    ("invoice.pdf", "pdf"),
    ("minutes 2026.11.25.docx", "docx"),
    ("photo.png", "jpeg"),
    ("export.xlsx", "html"),
    ("archive.tar.gz", "gz"),
    ("letter.doc", "rtf"),
    ("v1.2.exe", "pe"),
    ("счёт.pdf", "pdf"),
    ("facture_n°12.pdf", "pdf"),
    ("קובץ\u200f.pdf", "pdf"),
    ("dump.bin", "unknown"),
]


@pytest.mark.parametrize(("name", "kind", "trait"), TRICKS)
def test_a_trick_is_noticed(name, kind, trait):
    assert trait in {each.name for each in tricks(name, kind)}


@pytest.mark.parametrize(("name", "kind"), HONEST)
def test_an_honest_name_is_left_alone(name, kind):
    assert not list(tricks(name, kind))


def test_dots_and_spaces_at_the_end_do_not_hide_the_ending():
    assert extension("invoice.EXE. . ") == "exe"
    assert extension("no ending") == ""
