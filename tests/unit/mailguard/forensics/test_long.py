"""Mail that is longer than what is read of it: hashed to its end, and never the same by its beginning."""

import hashlib
from contextlib import closing

import pytest

from mailguard import mailboxes
from mailguard.forensics import case, copies, sentences
from mailguard.forensics.judging import Order
from mailguard.forensics.store import Store
from mailguard.message import limits

HEAD = (
    b"From: Nora <nora@vesper.example>\r\nTo: paul@vesper.example\r\nSubject: The list of rooms\r\n"
    b"Date: Tue, 2 Feb 2027 10:00:00 +0100\r\nMessage-ID: <long-1@vesper.example>\r\n"
)
LINES = b"".join(b"Room %d is booked for the evening of the meeting.\r\n" % n for n in range(9_000))
LAST = b"Pay 100 to the caretaker.\r\n"
KEPT = {"read": 200_000, "kept": 300_000}


@pytest.fixture
def short(monkeypatch):
    """Less is read and kept than otherwise, so that the mails of these tests may be small."""
    monkeypatch.setattr(limits, "SIZE", KEPT["read"])
    monkeypatch.setattr(mailboxes, "MOST", KEPT["kept"])


def judged(folder, order, file, jobs=1):
    """The rows of a file's case with their reasons."""
    target = folder / f"case-{file.name}"
    case.begin(target, (str(file),), order)
    assert case.run(target, order, jobs)
    with closing(Store(target)) as store:
        return [
            (row, "\n".join(sentences.reasons(row.kind, store.details(row.id), "en"))) for row in store.rows()
        ]


@pytest.mark.parametrize("size", [250_000, 440_000], ids=["kept", "beyond"])
def test_a_long_mail_is_the_same_only_where_all_of_it_is(short, leaked, tmp_path, size):
    whole = HEAD + b"\r\n" + LINES[:size] + b"\r\n" + LAST
    ours = tmp_path / "ours.eml"
    ours.write_bytes(whole)
    copies.index([str(ours)], tmp_path / "index.sqlite3", tmp_path)
    order = Order(leaked.order.now, tmp_path / "index.sqlite3", domains=("vesper.example",))
    (tmp_path / "copy.eml").write_bytes(whole.replace(b"\r\n", b"\n") if size < KEPT["kept"] else whole)
    box = whole if size >= KEPT["kept"] else whole.replace(b"\r\n", b"\n")
    (tmp_path / "copy.mbox").write_bytes(b"From nora@vesper.example Tue Feb  2 10:00:00 2027\n" + box + b"\n")
    for name in ("copy.eml", "copy.mbox"):
        [(row, _)] = judged(tmp_path, order, tmp_path / name, jobs=2)
        assert row.kind == "same", name
    assert judged(tmp_path, order, tmp_path / "copy.mbox")[0][0].size == len(box) + 1
    forged = tmp_path / "forged.eml"
    forged.write_bytes(whole.replace(LAST, b"Pay 900 to somebody else.\r\n"))
    [(row, why)] = judged(tmp_path, order, forged)
    assert row.kind == "unknown" and "As far as it is read it is ours in" in why
    assert "It is longer than what is read." in why
    assert row.sha256 == hashlib.sha256(forged.read_bytes()).hexdigest()
    assert row.size == forged.stat().st_size


def test_a_text_that_is_read_in_part_is_not_the_same_by_its_beginning(leaked, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "TEXT", 100_000)
    whole = HEAD + b"\r\n" + LINES[:200_000] + LAST
    (tmp_path / "ours.eml").write_bytes(whole)
    copies.index([str(tmp_path / "ours.eml")], tmp_path / "index.sqlite3", tmp_path)
    order = Order(leaked.order.now, tmp_path / "index.sqlite3", domains=("vesper.example",))
    for name, raw, kind in [
        ("same.eml", b"Received: from a\r\n" + whole, "same"),
        ("forged.eml", whole.replace(b"Pay 100", b"Pay 900"), "unknown"),
    ]:
        (tmp_path / name).write_bytes(raw)
        [(row, why)] = judged(tmp_path, order, tmp_path / name)
        assert row.kind == kind and ("As far as it is read" in why) == (kind == "unknown"), why


def test_a_signature_of_what_is_longer_than_kept_is_not_called_wrong(short, leaked, one):
    raw = HEAD + b"DKIM-Signature: v=1; a=rsa-sha256; d=vesper.example; s=a; h=from; bh=AAAA; b=AAAA\r\n\r\n"
    row, details = one(raw + LINES, domains=("vesper.example",), index=None)
    assert row.kind == "unknown" and details["proof"]["result"] == "unknown"
    assert row.sha256 == hashlib.sha256(raw + LINES).hexdigest()
