"""Parts, their encodings, their character sets, messages in messages."""

import base64

import pytest

from mailguard.message.meanings import PROBLEMS
from mailguard.message.parse import parse

HEAD = "From: alice@example.org\nDate: Tue, 2 Jan 2024 10:00:00 +0100\nMIME-Version: 1.0\n"


def facts(text: str | bytes):
    raw = text if isinstance(text, bytes) else text.encode()
    return parse(HEAD.encode() + raw).facts


def mixed(*parts: str, boundary: str = "b", end: str = "--b--\n") -> str:
    inside = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f"Content-Type: multipart/mixed; boundary={boundary}\n\n{inside}{end}"


BASE64 = "Content-Transfer-Encoding: base64\n"
UNNAMED = "Content-Type: application/octet-stream"
SIGNED = base64.b64encode(bytes.fromhex("308006092a864886f70d010702a080")).decode()
PLAIN = "Content-Type: text/plain\n\nhello"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Content-Type: nonsense\n\nx", "type_bad"),
        ("Content-Type: text/plain\nContent-Type: text/html\n\nx", "type_twice"),
        ("Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n\nx", "encoding_twice"),
        ("Content-Transfer-Encoding: rot13\n\nx", "encoding_unknown"),
        ("Content-Type: text/plain; charset=a; charset=b\n\nx", "parameter_twice"),
        (mixed('Content-Type: image/png; name="a.png"\nContent-Disposition: attachment; filename=a.exe\n\nx'),
         "name_differs"),
        ("Content-Type: multipart/mixed\n\n--b\n\nx\n--b--", "boundary_missing"),
        ("Content-Type: multipart/mixed; boundary=other\n\n--b\n\nx\n--b--", "boundary_unused"),
        (mixed(PLAIN, end=""), "boundary_unended"),
        (mixed(PLAIN, boundary="b" * 80, end=""), "boundary_odd"),
        (mixed(PLAIN, "--b.\nx"), "boundary_near"),
        (mixed(PLAIN, end="--b--\n--b\n\nmore\n"), "parts_after_end"),
        (mixed(PLAIN, end="--b--\nand more words\n"), "text_around_parts"),
        (mixed(*[PLAIN] * 400), "parts_too_many"),
        ("Content-Transfer-Encoding: base64\n\naGVsbG8***gdGhlcmU=", "base64_bad"),
        ("Content-Transfer-Encoding: base64\n\naGVsbA==aGVsbA==", "base64_padding"),
        ("Content-Transfer-Encoding: base64\n\naGVsb", "base64_cut"),
        ("Content-Transfer-Encoding: quoted-printable\n\na=ZZb", "quoted_printable_bad"),
        ("Content-Transfer-Encoding: x-uuencode\n\nnothing", "uuencode_bad"),
        ("Content-Type: text/plain; charset=klingon\n\nx", "charset_unknown"),
        ("Content-Type: text/plain\n\ncafé", "charset_missing"),
        ("Content-Type: text/plain; charset=us-ascii\n\ncafé", "charset_wrong"),
        ("Content-Type: text/plain; charset=utf-7\n\n+AGE-", "charset_odd"),
        ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx", "smime_encrypted"),
        ("Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nx", "smime_unread"),
        (mixed(f"{UNNAMED}; name=smime.p7m\n{BASE64}\n{SIGNED}"), "smime_unread"),
        (mixed(f"{UNNAMED}; name=smime.p7m\n\nx"), "smime_encrypted"),
        ("Content-Type: application/ms-tnef; name=winmail.dat\n\nx", "tnef"),
        ("Content-Type: message/partial; id=1; number=1\n\nx", "partial"),
        ("Content-Type: message/external-body; access-type=URL\n\nx", "external_body"),
        ("\n-----BEGIN PGP MESSAGE-----\nx", "pgp_encrypted"),
        ("\n" + "Hello there. " * 200_000, "text_too_long"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_parts_is_named(text, problem):
    assert problem in PROBLEMS
    assert facts(text).has_problem(problem)


def test_a_plain_letter_has_no_problem():
    assert facts(mixed(PLAIN)).problems == ()


@pytest.mark.parametrize(
    ("declared", "data"),
    [
        ("utf-8", "café".encode()),
        ("iso-8859-1", "café".encode("latin-1")),
        ('"windows-1252"', "café".encode("cp1252")),
        ("us-ascii", "café".encode()),  # wrong, yet UTF-8
        ("utf-8", "café et thé".encode("cp1252")),  # wrong, so Windows
        ("no-such-set", "café".encode()),
    ],
)
def test_text_is_read_whatever_its_character_set_is_called(declared, data):
    read = facts(f"Content-Type: text/plain; charset={declared}\n\n".encode() + data)
    assert read.text.startswith("café")


def test_a_page_may_name_its_character_set_itself():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><p>ł'.encode("iso-8859-2")
    assert facts(b"Content-Type: text/html\n\n" + page).text == "ł"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("base64", base64.b64encode(b"hello there").decode()),
        ("BASE64", "aGVsbG8gdGhl\n  cmU"),
        ("quoted-printable", "hel=6Co t=\nhere"),
        ("x-uuencode", "begin 644 a\n+:&5L;&\\@=&AE<F4`\n`\nend"),
        ("8bit (comment)", "hello there"),
    ],
)
def test_encodings_are_undone(encoding, body):
    assert facts(f"Content-Transfer-Encoding: {encoding}\n\n{body}").text == "hello there"


def test_a_file_written_into_the_text_is_a_file():
    parsed = parse(f"{HEAD}\nSee here:\nbegin 644 note.exe\n+:&5L;&\\@=&AE<F4`\n`\nend\nBye.".encode())
    assert parsed.payloads == {"1/1": b"hello there"}
    assert [(part.path, part.name) for part in parsed.facts.parts] == [("1/1", "note.exe"), ("1", "")]
    assert parsed.facts.text.split() == ["See", "here:", "Bye."]


def test_a_sentence_that_begins_is_no_file():
    assert parse(f"{HEAD}\nWe\nbegin 100 days\nfrom now.".encode()).payloads == {}


def test_a_file_name_is_read_from_pieces_and_from_encoded_words():
    pieces = "Content-Type: application/pdf; name*0*=utf-8''r%C3%A9; name*1=sum.pdf\n\nx"
    words = 'Content-Disposition: attachment; filename="=?utf-8?q?r=C3=A9sum.pdf?="\nContent-Type: a/b\n\nx'
    assert [part.name for part in facts(mixed(pieces, words)).parts][1:] == ["résum.pdf", "résum.pdf"]


def test_parts_behind_the_end_are_read_too():
    read = facts(mixed(PLAIN, end="--b--\n--b\n\nhttps://example.net/hidden\n"))
    assert [link.url for link in read.links] == ["https://example.net/hidden"]


def test_a_multipart_that_is_encoded_as_a_whole_is_opened():
    inside = base64.b64encode(b"--b\n\nsee https://example.net/x\n--b--\n").decode()
    encoded = "Content-Transfer-Encoding: base64\nContent-Type: multipart/mixed; boundary=b"
    read = facts(f"{encoded}\n\n{inside}")
    assert read.has_problem("encoding_branch")
    assert [link.host for link in read.links] == ["example.net"]


INNER = "From: Carol <carol@example.net>\nSubject: Look\nReply-To: x@example.com\n\nPlease see https://example.net/a\n"


@pytest.mark.parametrize(
    "part",
    [
        f"Content-Type: message/rfc822\n\n{INNER}",
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        + base64.b64encode(INNER.encode()).decode(),
        f'Content-Type: application/octet-stream; name="note.eml"\n\n{INNER}',
    ],
)
def test_a_message_inside_is_read_with_its_links(part):
    read = facts(mixed(PLAIN, part))
    (inner,) = read.nested
    assert inner.path == "2"
    assert inner.from_[0].address == "carol@example.net"
    assert inner.subject == "Look"
    assert [link.host for link in inner.links] == ["example.net"]
    assert "example.net" in [link.host for link in read.all_links]
    assert read.links == ()
    assert [part.path for part in read.parts] == ["TEXT", "1", "2", "2.1"]


def test_files_of_a_message_inside_are_kept():
    inner = mixed("Content-Type: application/pdf\n\n%PDF-1.4", boundary="c", end="--c--\n")
    raw = HEAD + mixed(f"Content-Type: message/rfc822\n\nSubject: Look\n{inner}")
    assert parse(raw.encode()).payloads == {"1.1": b"%PDF-1.4"}


def test_messages_in_messages_end_somewhere():
    deep = "".join(f"{HEAD}Content-Type: message/rfc822\n\n" for _ in range(40))
    read = parse(f"{deep}{HEAD}\nend".encode()).facts
    assert read.has_problem("parts_too_deep")


def test_a_digest_holds_messages():
    digest = mixed(f"\n{INNER}", f"\n{INNER}").replace("multipart/mixed", "multipart/digest")
    assert [each.subject for each in facts(digest).nested] == ["Look", "Look"]


SAME = "We meet at noon in the old town hall, please bring chairs and tell everybody about it, thank you."
OTHER = (
    "Your mailbox storage reached its limit, confirm your password within twelve hours or lose access now."
)


@pytest.mark.parametrize(("page", "differs"), [(SAME, False), (OTHER, True)])
def test_alternatives_that_say_different_things_are_noticed(page, differs):
    text = mixed(f"Content-Type: text/plain\n\n{SAME}", f"Content-Type: text/html\n\n<p>{page}</p>")
    read = facts(text.replace("mixed", "alternative"))
    assert read.html[0].has("alternatives_differ") is differs
    assert read.text == page


def test_an_address_in_the_subject_is_a_link():
    found = facts("Subject: see https://login.evil.example/x now\n\nHello")
    assert [(link.url, link.where, link.part) for link in found.links] == [
        ("https://login.evil.example/x", "text", "subject")
    ]
