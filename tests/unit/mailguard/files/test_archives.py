"""Archives and disks: what lies in them, what is locked, what would burst."""

import bz2
import gzip
import lzma
import re

import pytest

from mailguard.corpus.writers import formats as makers
from mailguard.corpus.writers import locks as lockers
from mailguard.files import Budget, examine
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.files.examined import inside, outer, traits

FILES = {"minutes.txt": b"We met.", "folder/setup.exe": makers.PROGRAM}
PACKED = [
    ("a.zip", makers.zipped(FILES)),
    ("a.tar.gz", rare.tarred(FILES)),
    ("a.7z", rare.sevenzipped(FILES)),
    ("a.iso", makers.disk({"minutes.txt": b"We met.", "setup.exe": makers.PROGRAM})),
    ("a.cab", rare.cabinet("setup.exe", makers.PROGRAM)),
    ("winmail.dat", rare.winmail("setup.exe", makers.PROGRAM)),
]


@pytest.mark.parametrize(("name", "data"), PACKED, ids=[name for name, _ in PACKED])
def test_a_program_is_found_inside(name, data):
    found = {file.name: file for file in examine("2", name, "", data)[1:]}
    inner = [each for each in examine("2", name, "", data) if each.name == "setup.exe"]
    assert inner[0].kind == "pe"
    assert inner[0].has("executable")
    assert inner[0].path.startswith("2/")
    assert "minutes.txt" not in found or found["minutes.txt"].traits == ()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("setup.exe.gz", gzip.compress(makers.PROGRAM, mtime=0)),
        ("setup.exe.bz2", bz2.compress(makers.PROGRAM)),
        ("setup.exe.xz", lzma.compress(makers.PROGRAM)),
    ],
    ids=["gz", "bz2", "xz"],  # by their bytes they would be called otherwise each second
)
def test_one_packed_file_is_unpacked(name, data):
    assert inside(name, data)["setup.exe"].has("executable")


def test_an_archive_in_an_archive_is_said_so():
    inner = makers.zipped({"a.txt": b"x"})
    assert "nested_archive" in traits("a.zip", makers.zipped({"b.zip": inner}))
    assert "nested_archive" not in traits("a.zip", makers.zipped({"b.docx": makers.document()}))


def test_a_hundred_archives_in_each_other_end():
    data = b"x"
    for _ in range(100):
        data = makers.zipped({"a.zip": data})
    files = examine("2", "a.zip", "", data)
    assert len(files) < 10
    assert any(file.has("bomb") for file in files)


@pytest.mark.parametrize("form", [gzip.compress, bz2.compress, lzma.compress])
def test_what_would_burst_is_not_unpacked(form):
    data = form(b"\x00" * 60_000_000)
    files = examine("2", "a.bin.gz", "", data)
    assert files[0].has("bomb") or files[0].has("partial")
    assert files[1].size <= 6_000_000


def test_a_zip_that_would_burst_is_a_bomb_and_a_dull_one_is_not():
    assert "bomb" in traits("a.zip", makers.zipped({"zeros": b"\x00" * 50_000_000}))
    assert "bomb" not in traits("a.zip", makers.zipped({"zeros": b"\x00" * 100_000}))


def test_names_that_lead_out_are_told():
    assert "traversal" in traits("a.zip", makers.zipped({"../../etc/cron.d/x": b"x"}))
    assert "traversal" not in traits("a.zip", makers.zipped({"notes..old/x.txt": b"x"}))


def test_a_locked_7z_opens_with_the_password_of_the_message():
    data = rare.sevenzipped(FILES, password="Valbrune7")
    assert {"encrypted", "opened", "password_told"} <= traits("a.7z", data, "Password: Valbrune7")
    assert inside("a.7z", data, "Password: Valbrune7")["setup.exe"].has("executable")
    locked = traits("a.7z", data)
    assert "encrypted" in locked
    assert "opened" not in locked


@pytest.mark.parametrize("lock", [lockers.old, rare.aes])
def test_a_locked_zip_opens_with_the_password_of_the_message(lock):
    data = lock(b"Valbrune7")
    words = "L'archive est protégée. Mot de passe : Valbrune7"
    assert {"encrypted", "opened", "password_told"} <= traits("a.zip", data, words)
    assert inside("a.zip", data, words)["setup.exe"].kind == "pe"
    unknown = inside("a.zip", data, "The archive follows.")["setup.exe"]
    assert unknown.has("unread")
    assert unknown.has("executable")


@pytest.mark.parametrize(
    ("data", "runs"),
    [
        (b"\x8b\x11\xd3\x00\x9c" * 400, set()),
        (b"\x7fELF\x02\x01" + b"\x00" * 90, {"executable"}),
        (b"MZ" + b"\x90\x00" * 90, {"executable"}),
        (b"\xcf\xfa\xed\xfe" + b"\x00" * 90, {"executable"}),
        (b"#!/bin/sh\necho hall\n", {"script"}),
    ],
)
def test_a_file_called_bin_is_what_its_bytes_are(data, runs):
    assert traits("dump.bin", data) & {"executable", "script"} == runs


def test_one_budget_holds_for_all_files_of_a_message():
    budget = Budget(files=3)
    for number in range(5):
        last = examine(str(number), "a.txt", "", b"hello", budget=budget)[0]
    assert last.has("unread")


def test_disks_that_we_can_not_open_say_so():
    assert {"disk_image", "unread"} <= traits("a.vhdx", b"vhdxfile" + b"\x00" * 600)
    assert {"unread", "archive"} <= traits("a.ace", b"\x00" * 7 + b"**ACE**" + b"\x00" * 50)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 3_000),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 3_000),
        ("a.7z", bytes.fromhex("377abcaf271c0004") + b"\x00" * 3_000),
        ("a.zip", b"PK\x03\x04" + b"\x00" * 3_000),
        ("a.gz", b"\x1f\x8b\x08\x00" + b"\x00" * 3_000),
        ("a.cab", b"MSCF\x00\x00\x00\x00" + b"\xff" * 300),
        ("a.pdf", b"%PDF-1.7\n" + b"\x00" * 300),
    ],
)
def test_why_a_file_is_unread_is_told_in_words_for_people(name, data):
    details = [trait.detail for trait in outer(name, data).traits if trait.name == "unread"]
    assert details and all(details)
    for detail in details:
        assert not re.search(r"object at|0x[0-9a-f]|[<>]|Error|buffer|unpack_from|[a-z][A-Z0-9]+File", detail)
