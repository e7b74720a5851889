"""Any bytes under any name give facts, in time."""

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailguard.corpus.writers import formats as makers
from mailguard.facts import File
from mailguard.files import examine, looks
from mailguard.files.traits import NAMES
from tests.cast.mailguard.files import rare

SEEDS = [
    makers.zipped({"a.txt": b"x" * 500, "b.exe": makers.PROGRAM}),
    rare.tarred({"a.txt": b"x"}),
    makers.document(pieces={"word/vbaProject.bin": makers.macro_project("Sub AutoOpen()\r\nEnd Sub")}),
    rare.pdf(page=rare.pdf_link(b"https://example.org/")),
    makers.compound({"WordDocument": b"x" * 5000, "ObjectPool/_1/\x01Ole10Native": rare.package("a", b"b")}),
    rare.sevenzipped({"a.txt": b"x"}),
    makers.picture("hello"),
    makers.shortcut("a.exe", "-x"),
    rare.notebook("a.exe", b"MZ"),
    rare.winmail("a.txt", b"x"),
    rare.cabinet("a.txt", b"x"),
    makers.disk({"a.txt": b"x"})[:60_000],
    b"{\\rtf1{\\object{\\*\\objdata 01050000020000000b0000004571756174696f6e2e330000}}}",
    b"BEGIN:VCALENDAR\r\nORGANIZER:mailto:a@example.org\r\nEND:VCALENDAR",
    b"<html><script>eval(atob('" + b"QUJD" * 60 + b"'))</script><form><input type=password></form>",
    b"From: a@example.org\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhi\n--x--",
]
NAMES_TRIED = st.sampled_from(
    ["a", "a.pdf", "a.zip", "a.html", "a.js", "a.csv", "a.url", "a.svg", "a.one", "a.lnk", "\u202e.exe", ""]
)


def _check(name, data):
    began = time.monotonic()
    files = examine("2", name, "application/octet-stream", data, words="password: secret")
    assert files
    assert all(isinstance(file, File) and file.path.startswith("2") for file in files)
    assert {trait.name for file in files for trait in file.traits} <= set(NAMES)
    assert time.monotonic() - began < 30


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES_TRIED, st.binary(max_size=400))
def test_random_bytes(name, data):
    assert looks(data)
    _check(name, data)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    NAMES_TRIED,
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 60_000), st.binary(min_size=1, max_size=4)), max_size=12),
    st.integers(0, 60_000),
)
def test_broken_files(name, seed, changes, cut):
    data = bytearray(seed)
    for at, raw in changes:
        data[at % len(data) : at % len(data) + len(raw)] = raw
    _check(name, bytes(data[: cut or None]))
