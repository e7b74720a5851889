"""Messages out of every kind of box."""

import io
import resource
import sys

import pytest

from mailguard.corpus.writers import formats as makers
from mailguard.mailboxes import Letter, Unreadable, letters, size
from mailguard.message.parse import parse

NOTE = b"From: a@example.org\nSubject: one\n\nHello\n"


def _read(*paths):
    return list(letters([str(path) for path in paths]))


def test_a_file_is_one_message(tmp_path):
    (tmp_path / "a.eml").write_bytes(NOTE)
    assert _read(tmp_path / "a.eml") == [Letter(str(tmp_path / "a.eml"), NOTE)]
    assert size([str(tmp_path)]) == len(NOTE)


def test_an_mbox_is_many_and_quoted_lines_are_restored(tmp_path):
    box = b"From a@example.org Mon Jan  1 00:00:00 2024\n" + NOTE + b"\n>From the start\n\n"
    box += b"From b@example.org Mon Jan  1 00:00:00 2024\n" + NOTE
    (tmp_path / "box").write_bytes(box)
    first, second = _read(tmp_path / "box")
    assert b"\nFrom the start" in first.raw
    assert second == Letter(f"{tmp_path}/box#2", NOTE)


def test_a_line_that_begins_with_from_inside_a_paragraph_is_text(tmp_path):
    (tmp_path / "box").write_bytes(b"From a@example.org x\n" + NOTE + b"and\nFrom here on\n")
    assert len(_read(tmp_path / "box")) == 1


DATED = b"From a@example.org Mon Jan  1 00:00:00 2024\n"


def test_a_sentence_that_begins_with_from_after_a_blank_line_is_text(tmp_path):
    (tmp_path / "box").write_bytes(DATED + NOTE + b"\nFrom our house to yours\nNora\n\n" + DATED + NOTE)
    first, second = _read(tmp_path / "box")
    assert b"From our house" in first.raw and second.raw == NOTE


@pytest.mark.parametrize(
    "box",
    [b"\xef\xbb\xbf" + DATED + NOTE + b"\n" + DATED + NOTE, DATED + NOTE + DATED + NOTE],
    ids=["marked", "without blank lines"],
)
def test_a_box_that_a_program_wrote_in_its_own_way_is_read(tmp_path, box):
    (tmp_path / "box").write_bytes(box)
    assert [b"Hello" in each.raw for each in _read(tmp_path / "box")] == [True, True]


def test_a_letter_in_utf_16_is_read(tmp_path):
    (tmp_path / "a.eml").write_bytes(NOTE.decode().encode("utf-16"))
    (letter,) = _read(tmp_path / "a.eml")
    assert parse(letter.raw).facts.subject == "one"


def test_a_maildir_is_read_without_what_is_still_being_written(tmp_path):
    for name in ("cur", "new", "tmp", ".Sent/cur", ".Sent/tmp"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "1.host:2,S").write_bytes(NOTE)
    assert [each.path.removeprefix(f"{tmp_path}/") for each in _read(tmp_path)] == [
        ".Sent/cur/1.host:2,S",
        "cur/1.host:2,S",
        "new/1.host:2,S",
    ]


def test_what_is_not_there_is_named(tmp_path):
    (found,) = _read(tmp_path / "gone.eml")
    assert isinstance(found, Unreadable)
    assert found.path.endswith("gone.eml")


def test_a_broken_outlook_file_is_named(tmp_path):
    (tmp_path / "a.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    (found,) = _read(tmp_path / "a.msg")
    assert isinstance(found, Unreadable)


def test_standard_input_may_be_a_message_or_a_box(monkeypatch):
    for data, n in ((NOTE, 1), (b"From x\n" + NOTE + b"\nFrom y\n" + NOTE, 2), (b"", 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
        assert len(_read("-")) == n


@pytest.mark.slow
def test_a_large_mailbox_takes_no_more_memory_than_its_messages(tmp_path):
    path = tmp_path / "large"
    letter = b"From a@example.org x\n" + NOTE + b"x" * 70 + b"\n"
    with path.open("wb") as file:
        for _ in range(10):
            file.write((letter + b"\n") * 40_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in letters([str(path)])) == 400_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kB


def _outlook(more=None, **properties):
    streams = {f"__substg1.0_{tag[1:]}001F": text.encode("utf-16-le") for tag, text in properties.items()}
    streams["__attach_version1.0_#00000000/__substg1.0_37010102"] = b"%PDF-1.4 poster"
    streams["__attach_version1.0_#00000000/__substg1.0_3707001F"] = "poster.pdf".encode("utf-16-le")
    return makers.compound(streams | (more or {}))


def test_outlooks_file_becomes_a_message(tmp_path):
    (tmp_path / "a.msg").write_bytes(
        _outlook(
            _0037="Poster proof",
            _1000="Here is the proof.",
            _0C1A="Nora Valbrune",
            _5D01="nora@valbrune.example",
            _0E04="Bob; Alice",
        )
    )
    (found,) = _read(tmp_path / "a.msg")
    facts = parse(found.raw).facts
    assert facts.author.address == "nora@valbrune.example"
    assert facts.subject == "Poster proof"
    assert "Here is the proof." in facts.text
    assert facts.parts[-1].name == "poster.pdf"


def test_the_headers_that_outlooks_file_travelled_with_are_kept(tmp_path):
    headers = "Received: from mx.example.org by mx.example.net; Mon, 1 Jan 2024 10:00:00 +0000\r\n"
    headers += "From: Bob <bob@example.org>\r\nSubject: hall\r\nContent-Type: text/plain\r\n"
    (tmp_path / "a.msg").write_bytes(_outlook(_007D=headers, _1000="Yes."))
    (found,) = _read(tmp_path / "a.msg")
    facts = parse(found.raw).facts
    assert facts.author.address == "bob@example.org"
    assert facts.hops


def test_an_attachment_that_outlooks_file_has_lost_is_a_fact(tmp_path):
    whole = _outlook(_0037="Budget", _1000="Attached.")
    assert "unread" not in parse(_letter_of(tmp_path, whole)).facts.met
    named = {"__attach_version1.0_#00000001/__substg1.0_3707001F": "plan.docm".encode("utf-16-le")}
    for more in (named, {"__properties_version1.0": b"\0" * 20 + b"\2" + b"\0" * 11}):
        facts = parse(_letter_of(tmp_path, _outlook(more, _0037="Budget", _1000="Attached."))).facts
        assert "unread" in facts.cut


def _letter_of(folder, data):
    (folder / "a.msg").write_bytes(data)
    (letter,) = _read(folder / "a.msg")
    return letter.raw


def test_a_file_that_calls_itself_mail_and_is_none_is_told_and_others_are_passed_over(tmp_path):
    for name in ("a.eml", "b.msg", "c.txt", "d"):
        (tmp_path / name).write_bytes(b"\0" * 99)
    (tmp_path / "e.eml").write_bytes(NOTE)
    found = _read(tmp_path)
    assert [(type(each).__name__, each.path[-5:]) for each in found] == [
        ("Unreadable", "a.eml"), ("Unreadable", "b.msg"), ("Letter", "e.eml"),
    ]  # fmt: skip
