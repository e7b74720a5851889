"""Headers that mail programs read in different ways: each way is read, and the worst is judged."""

import base64
import zlib

import pytest

from mailguard import Engine
from mailguard.corpus.writers import formats
from mailguard.gather import gather
from mailguard.message.parse import parse
from mailguard.verdict import Action
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.letters import LURE, NOTE

HEAD = b"From: Ann <ann@stranger.example>\nTo: bob@valbrune.example\nSubject: list\nMIME-Version: 1.0\n"
SCRIPT = b'var shell = new ActiveXObject("WScript.Shell");\nshell.Run("powershell -enc aQBlAHgA");\n'
ZIP = formats.zipped({"setup.exe": formats.PROGRAM})
PAGE = b"<p>Read <a href='https://bad.example/login'>the agenda</a></p>\n"


def with_file(headers: str, data: bytes = SCRIPT, encoding: str = "base64") -> bytes:
    """A letter with one attachment whose headers are these."""
    body = base64.encodebytes(data) if encoding == "base64" else data
    head = f"{headers}\nContent-Transfer-Encoding: {encoding}\n\n".encode()
    return (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello Bob, as promised.\n--b\n"
        + head
        + body
        + b"--b--\n"
    )


def found(raw: bytes) -> set[str]:
    return {signal.name for signal in Engine().analyse(raw).signals}


def encoded(*encodings: str) -> bytes:
    """The lure as base64, under these headers."""
    head, _, body = LURE.replace(b"\r", b"").partition(b"\n\n")
    lines = "".join(f"Content-Transfer-Encoding: {each}\n" for each in encodings).encode()
    return head + b"\n" + lines + b"\n" + base64.encodebytes(body)


@pytest.mark.parametrize(
    "encodings",
    [
        ("7bit", "base64"),
        ("base64", "7bit"),
        ("8bit", "binary", "BASE64"),
        ("7bit, base64",),
        ("7bit base64",),
        ("(7bit) base64",),
        ("7bit (base64)",),
        ("x-base64",),
        ('"base64"',),
        ("quoted-printable", "base64"),
    ],
)
def test_a_lure_is_judged_alike_whichever_encoding_counts(encodings):
    plain = Engine().analyse(LURE)
    hidden = Engine().analyse(encoded(*encodings))
    assert plain.action > Action.DELIVER and hidden.action >= plain.action
    assert {each.name for each in plain.signals} <= {each.name for each in hidden.signals}


def test_an_honest_letter_under_two_equal_encodings_is_as_before():
    raw = NOTE.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: 7bit\r\n\r\n", 1)
    twice = raw.replace(b"Content-Transfer", b"Content-Transfer-Encoding: 8bit\r\nContent-Transfer", 1)
    assert Engine().analyse(twice).action is Action.DELIVER
    assert parse(twice).facts.text == parse(raw).facts.text


def test_an_attachment_is_decoded_in_each_way():
    headers = 'Content-Type: application/zip; name="a.zip"\nContent-Transfer-Encoding: 7bit'
    assert "file_executable" in found(with_file(headers, ZIP))


@pytest.mark.parametrize(
    "types",
    [
        "Content-Type: text/plain\nContent-Type: text/html",
        "Content-Type: text/html\nContent-Type: text/plain",
        "Content-Type: application/octet-stream\nContent-Type: text/html",
        "Content-Type: text/html charset=utf-8",
        "Content-Type: (plain) text/html",
        "Content-Type: (text/plain;) text/html; charset=utf-8",
        'Content-Type: "text/html"',
        "Content-Type: text / html",
    ],
)
def test_a_page_is_read_whichever_type_counts(types):
    links = parse(HEAD + types.encode() + b"\n\n" + PAGE).facts.links
    assert ("https://bad.example/login", "the agenda") in [(link.url, link.text) for link in links]


@pytest.mark.parametrize(
    "type_",
    [
        "Content-Type: multipart/mixed; boundary=a\nContent-Type: multipart/mixed; boundary=b",
        "Content-Type: multipart/mixed; boundary=b\nContent-Type: multipart/mixed; boundary=a",
        "Content-Type: multipart/mixed; boundary=a; boundary=b",
        "Content-Type: multipart/mixed; boundary=b; boundary=a",
        "Content-Type: multipart/mixed; boundary=a; boundary*=b",
        "Content-Type: multipart/mixed; boundary*0=b; boundary=a",
        "Content-Type: text/plain\nContent-Type: multipart/mixed; boundary=b",
    ],
)
def test_parts_are_found_whichever_boundary_counts(type_):
    body = b"--a\n\nHello\n--b\nContent-Type: text/html\n\n" + PAGE + b"--b--\n--a--\n"
    facts = parse(HEAD + type_.encode() + b"\n\n" + body).facts
    assert "the agenda" in [link.text for link in facts.links]
    assert "Hello" in facts.text
    paths = [part.path for part in facts.parts]
    assert len(paths) == len(set(paths))


def test_parts_are_found_in_the_bytes_as_they_come_and_decoded():
    inner = b"--b\nContent-Type: text/html\n\n" + PAGE + b"--b--\n"
    raw = b"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n"
    facts = parse(HEAD + raw + base64.encodebytes(inner) + b"--b\n\nHello\n--b--\n").facts
    assert "the agenda" in [link.text for link in facts.links] and "Hello" in facts.text


def test_each_of_two_character_sets_is_tried():
    raw = HEAD + b"Content-Type: text/html; charset=utf-8; charset=utf-7\n\n"
    page = b"+ADw-a href='https://bad.example/x'+AD4-agenda+ADw-/a+AD4-"
    assert "https://bad.example/x" in [link.url for link in parse(raw + page).facts.links]


NAMED = 'Content-Type: application/octet-stream; name="a.txt"\nContent-Disposition: attachment; '
DISPOSED = "Content-Type: application/octet-stream\nContent-Disposition: attachment; "
LONG = "minutes " * 60


@pytest.mark.parametrize(
    "headers",
    [
        f'{DISPOSED}filename="{LONG}.js"',
        f'{DISPOSED}filename="{"m" * 9_000}.js"',
        f'{DISPOSED}filename="{"m" * 252}.js{"m" * 100}.txt"',
        f'{DISPOSED}filename="a.txt"\nContent-Disposition: attachment; filename="a.js"',
        f'{DISPOSED}filename="a.js"\nContent-Disposition: attachment; filename="a.txt"',
        f'{DISPOSED}filename="a.txt"\nContent-Disposition: inline; filename="a.js"',
        'Content-Type: text/plain; name="a.txt"\nContent-Type: text/plain; name="a.js"\n'
        "Content-Disposition: attachment",
        'Content-Type: text/plain; name="a.js"\nContent-Disposition: attachment; filename="a.txt"',
        f'{NAMED}filename="a.js"',
        f'{DISPOSED}filename="a.txt"; filename="a.js"',
        f'{DISPOSED}filename="a.js"; filename="a.txt"',
        f"{DISPOSED}filename=\"a.js\"; filename*=utf-8''a.txt",
        f"{DISPOSED}filename=\"a.txt\"; filename*=utf-8''a.js",
        f'{DISPOSED}filename*0="a.js"; filename*1=".txt"; filename*=utf-8\'\'a.js',
        f"{DISPOSED}filename*=utf-8''a.js; filename*0=.txt",
        f'{DISPOSED}filename*0="a.js"; filename*2=".txt"',
        f'{DISPOSED}filename*0="a.js"; filename*0="a.txt"',
        f'{DISPOSED}filename*0="a.txt"; filename*0="a.js"',
        f"{DISPOSED}filename*=utf-8''a.js%00.txt",
        f"{DISPOSED}filename*=utf-8''a.js%00",
        f'{DISPOSED}filename="a.txt".js',
        f"{DISPOSED}filename='a.js'",
        f'{DISPOSED}filename="a.js',
        f'{DISPOSED}filename="a.txt" (x); filename="a.js" (y)',
        f'{DISPOSED}filename=\n "a.js"',
        "Content-Type: application/octet-stream\nContent-Disposition: (x) attachment; filename=a.js",
    ],
)
def test_a_script_is_found_under_each_name_that_a_program_may_give_it(headers):
    facts = gather(with_file(headers))
    assert any(file.has("script") for file in facts.files)
    assert all(len(part.name) <= 300 for part in facts.parts)
    assert "file_script" in found(with_file(headers))


def test_a_file_with_names_that_end_alike_is_one_file():
    headers = 'Content-Type: application/pdf; name="plan.pdf"\n'
    headers += "Content-Disposition: attachment; filename*=utf-8''pl%C3%A4n.pdf"
    assert [file.name for file in gather(with_file(headers, rare.pdf())).files] == ["plän.pdf"]


def test_a_text_that_one_header_attaches_and_another_shows_is_read_and_examined():
    headers = "Content-Type: text/html\nContent-Disposition: attachment\nContent-Disposition: inline"
    facts = gather(with_file(headers, PAGE, "7bit"))
    assert "the agenda" in [link.text for link in facts.links]
    assert [file.kind for file in facts.files] == ["html"]


def test_a_message_that_could_be_read_in_endless_ways_is_read_in_few():
    lines = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n" for n in range(50))
    encodings = "Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: quoted-printable\n"
    inner = "".join(f"--b{n}\n{lines}{encodings}\n--b1\n\nx\n" for n in range(50))
    facts = parse(HEAD + (lines + encodings + "\n" + inner * 20).encode()).facts
    assert facts.has_problem("type_twice") and facts.has_problem("parts_too_many")
    assert len(facts.parts) <= 320


def test_a_large_message_is_not_read_again_without_end():
    noise = zlib.compress(bytes(range(256)) * 1_000, 0) * 60
    lines = "Content-Type: text/html; charset=a; charset=b; charset=c; charset=d\n" * 2
    raw = HEAD + lines.encode() + b"\n" + noise
    assert parse(raw).facts.has_problem("type_twice")
