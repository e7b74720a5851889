"""Scripts that hide from a reading of the message, through the front door: none is delivered."""

import base64
from binascii import b2a_uu
from functools import partial
from urllib.parse import quote

import pytest

from mailguard import Action, analyse
from mailguard.corpus.writers import formats
from mailguard.message import limits

HEAD = b"""From: Ann <ann@stranger.example>
To: bob@valbrune.example
Subject: list
Date: Mon, 1 Mar 2027 10:00:00 +0100
Message-ID: <1@stranger.example>
MIME-Version: 1.0
"""
SCRIPT = b'var shell = new ActiveXObject("WScript.Shell");\nshell.Run("powershell -enc aQBlAHgA");\n'
PROGRAM = formats.zipped({"setup.exe": formats.PROGRAM})
BASE64 = "Content-Transfer-Encoding: base64\n"
UNNAMED = "Content-Type: application/octet-stream\n"
ZIP = 'Content-Type: application/zip; name="a.zip"\n'
PAGE = b'<p>See <a href="https://login-microsoft365.example/x">the plan of the hall</a></p>'


def part(headers, data=SCRIPT):
    return b"--b\n" + headers.encode() + b"\n" + base64.encodebytes(data)


def letter(*parts):
    start = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello Bob, as promised.\n"
    return HEAD + start + b"".join(parts) + b"--b--\n"


def attached(headers, data=SCRIPT):
    """A letter with one file in base64 under these headers."""
    return letter(part(headers + BASE64, data))


def disposed(*names):
    return "".join(f'Content-Disposition: attachment; filename="{name}"\n' for name in names)


def found(raw):
    verdict = analyse(raw)
    assert verdict.action >= Action.WARN
    return {signal.name for signal in verdict.signals}


# --- Headers that are given more often than once ---------------------------------------------------
@pytest.mark.parametrize("n", [4, 40])
def test_the_last_of_many_encodings_is_undone(n):
    plain = "Content-Transfer-Encoding: 7bit\n"
    assert "file_executable" in found(attached(ZIP + plain * n, PROGRAM))
    page = f"Content-Type: text/html\n{plain * n}{BASE64}\n".encode() + base64.encodebytes(PAGE)
    assert "lookalike_link" in found(HEAD + page)
    listed = f"Content-Transfer-Encoding: {'7bit, ' * n} base64\n"
    assert "file_executable" in found(letter(part(ZIP + listed, PROGRAM)))


@pytest.mark.parametrize("names", [["a.txt"] * 4, [f"{number}.txt" for number in range(40)]])
def test_the_last_of_many_names_is_heeded(names):
    assert "file_script" in found(attached(UNNAMED + disposed(*names, "a.js")))
    types = "".join(f'Content-Type: application/octet-stream; name="{name}"\n' for name in [*names, "a.js"])
    assert "file_script" in found(attached(f"{types}Content-Disposition: attachment\n"))


def test_the_last_of_many_types_is_heeded():
    rest = part(ZIP + BASE64, PROGRAM) + b"--b--\n"
    for n in (4, 40):
        types = b"Content-Type: text/plain\n" * n + b"Content-Type: multipart/mixed; boundary=b\n\n"
        assert "file_executable" in found(HEAD + types + b"--b\n\nHello\n" + rest)


def test_a_name_among_more_than_are_read_is_no_silence():
    many = [f"{number}.txt" for number in range(40)]
    many[20] = "a.js"
    assert "content_cut" in found(attached(UNNAMED + disposed(*many)))
    filler = "".join(f"; x{number}=1" for number in range(200))
    for front in (filler, f'; x="{"x" * 33_000}"', f'; x="{"x" * 10}{" " * 33_000}"'):
        headers = f'{UNNAMED}Content-Disposition: attachment{front}; filename="a.js"\n'
        assert "content_cut" in found(attached(headers))
    twice = "; ".join(f'filename="{name}"' for name in many)
    assert "content_cut" in found(attached(f"{UNNAMED}Content-Disposition: attachment; {twice}\n"))


def test_endings_that_may_run_do_not_crowd_out_one_that_does():
    names = ["a.txt", "a.html", "a.zip", "a.doc", "a.xml", "a.eml", "a.rtf", "a.js"]
    assert "file_script" in found(attached(UNNAMED + disposed(*names)))


def test_the_same_header_many_times_is_no_reason_to_warn():
    plan = 'Content-Type: text/plain; name="plan.txt"\n' * 20 + disposed(*["plan.txt"] * 20)
    assert analyse(attached(plan, b"The hall is ours from seven.\n")).action is Action.DELIVER


# --- Parameters that are written otherwise ---------------------------------------------------------
@pytest.mark.parametrize(
    "headers",
    [
        f'{UNNAMED}Content-Disposition: attachment filename="a.js"\n',
        f'{UNNAMED}Content-Disposition: attachment, filename="a.js"\n',
        f"{UNNAMED}Content-Disposition: attachment\tfilename=a.js; size=3\n",
        f'{UNNAMED}Content-Disposition: attachment filename="a;b.js"\n',
        f'{UNNAMED}Content-Disposition: filename="a.js"\n',
        f"{UNNAMED}Content-Disposition: attachment; filename=a.js b.txt\n",
        'Content-Type: application/octet-stream name="a.js"\nContent-Disposition: attachment\n',
    ],
)
def test_a_name_without_its_semicolon_is_read(headers):
    assert "file_script" in found(attached(headers))


def test_a_bare_name_with_blanks_is_no_reason_to_warn():
    plan = "Content-Type: text/plain; name=Plan of the hall.txt\n"
    verdict = analyse(attached(plan, b"The hall is ours from seven.\n"))
    assert verdict.action is Action.DELIVER and not verdict.facts.met
    assert verdict.facts.parts[-1].name == "Plan of the hall.txt"


# --- Names of files --------------------------------------------------------------------------------
LONG = ["a" * 252 + ".js", "a.pdf" + " " * 247 + ".js", "a" * 600 + ".js", "a" * 252 + ".js" + "a" * 200]
HIDDEN = [
    *("invoice.js::$DATA", "invoice.js:x.txt", "invoice.js:x:$DATA", "invoice.js/", "invoice.js\\"),
    *("invoice.js\u200b", "invoice.j\u200bs", "invoice.js\u00ad", "invoice.js\u2060", "invoice.js\ufeff"),
    *("invoice.js\u3164", "invoice.js\uffa0", "invoice.js\u2800", "invoice.js\u180e", "invoice.js\U000e0020"),
    *("invoice.js\ufe0f", "invoice.js\x7f", "invoice.js\x9f", "invoice.js \u200b."),
    *("invoice.\uff4a\uff53", "invoice\uff0ejs", "invoice\u2024js", "invoice\u3002js", "invoice\uff61js"),
    *("invoice.js?", "invoice.js*", "invoice.js|", 'invoice.js"', "invoice.js;"),
]


@pytest.mark.parametrize("name", [*LONG, *HIDDEN])
def test_a_name_is_judged_as_some_program_opens_it(name):
    encoded = f"Content-Disposition: attachment; filename*=utf-8''{quote(name)}\n"
    assert "file_script" in found(attached(UNNAMED + encoded))
    assert "file_script" in found(attached(ZIP, formats.zipped({name: SCRIPT})))


@pytest.mark.parametrize("name", HIDDEN)
def test_that_a_name_hides_its_ending_is_said(name):
    encoded = f"Content-Disposition: attachment; filename*=utf-8''{quote(name)}\n"
    verdict = analyse(attached(UNNAMED + encoded))
    assert verdict.action is Action.QUARANTINE
    assert any(file.has("hidden_ending") for file in verdict.facts.files)
    assert "file_disguised" in {signal.name for signal in verdict.signals}


def test_a_second_name_longer_than_names_are_is_read_to_its_end():
    names = disposed("a.txt") + disposed("a" * 700 + ".js")
    assert "file_script" in found(attached(UNNAMED + names))


def test_a_name_that_a_nul_byte_ends_is_read_both_ways():
    assert "file_script" in found(attached(UNNAMED + disposed("invoice.js\0.txt")))
    assert "file_script" in found(attached(UNNAMED + disposed("invoice\0.js")))
    typed = 'Content-Type: application/octet-stream; name="invoice.js\0.txt"\n'
    assert "file_script" in found(attached(f"{typed}Content-Disposition: attachment\n"))
    escaped = "Content-Disposition: attachment; filename*=utf-8''invoice.js%00.txt\n"
    assert "file_script" in found(attached(UNNAMED + escaped))


def test_a_script_named_like_a_folder_in_an_archive_is_found():
    assert "file_script" in found(attached(ZIP, formats.zipped({"invoice.js/": SCRIPT})))


@pytest.mark.parametrize(
    "name",
    [
        "R\u00e9union 18:30.txt",
        "mutuelle.com: votre facture.txt",
        "booking.app: the hall.txt",
        "Have you seen valbrune.com?",
        "1/2 plan.txt",
        "\u4f1a\u8b70\u3002\u8b70\u4e8b\u9332.txt",
        "plan\u2026 \u2764\ufe0f.txt",
        "\u05e7\u05d5\u05d1\u05e5\u200f.txt",
        "No\u0308el\u00a0: le plan.txt",
    ],
)
def test_an_honest_name_with_odd_signs_is_delivered(name):
    plan = f"Content-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''{quote(name)}\n"
    verdict = analyse(attached(plan, b"The hall is ours from seven.\n"))
    assert verdict.action is Action.DELIVER
    assert not [signal.name for signal in verdict.signals if signal.name.startswith("file_")]


# --- Multiparts that are encoded as a whole --------------------------------------------------------
INNER = b"--b\n\nHello\n" + part(ZIP + BASE64, PROGRAM) + b"--b--\n"
DECOY = b"--b\n\nHello Bob, as promised.\n--b\n\n"


def whole(encoding, body):
    return (
        f"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: {encoding}\n\n".encode()
        + body
    )


def inside(made):
    return HEAD + b"Content-Type: multipart/mixed; boundary=c\n\n--c\n\nHello\n--c\n" + made + b"\n--c--\n"


def escaped(data):
    return b"".join(b"=%02X=\n" % byte for byte in data)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("front", [b"", DECOY])
@pytest.mark.parametrize("behind", [b"", b"\n--b\n\nHello\n--b--\n"])
def test_a_multipart_that_is_encoded_as_a_whole_is_opened(end, front, behind):
    lines = INNER.replace(b"\n", end)
    uu = b"begin 644 a\n" + b"".join(map(b2a_uu, batched(lines))) + b"`\nend\n"
    for encoding, packed in (
        ("base64", base64.encodebytes(lines)),
        ("quoted-printable", escaped(lines)),
        ("x-uuencode", uu),
    ):
        made = whole(encoding, front + packed + behind)
        assert "file_executable" in found(HEAD + made)
        assert "file_executable" in found(inside(made))


def batched(data):
    return [data[at : at + 45] for at in range(0, len(data), 45)]


def test_a_part_in_sight_whose_content_is_escaped_is_read_as_it_is_shown():
    body = b"--b\n\nHello\n--b\n" + (ZIP + BASE64).encode() + b"\n"
    hidden = escaped(base64.b64encode(PROGRAM))
    assert "file_executable" in found(HEAD + whole("quoted-printable", body + hidden + b"\n--b--\n"))


def test_a_letter_that_says_wrongly_that_it_is_encoded_is_read_once():
    body = (
        b"--b\nContent-Type: text/plain\n\nThe hall is ours from seven.\n"
        + part(ZIP + BASE64, b"a")
        + b"--b--\n"
    )
    for encoding in ("quoted-printable", "base64"):
        verdict = analyse(HEAD + whole(encoding, body))
        assert verdict.action is Action.DELIVER
        assert len(verdict.facts.parts) == 3


def test_an_encoded_multipart_too_large_to_be_read_again_is_no_silence(monkeypatch):
    monkeypatch.setattr(limits, "Budget", partial(limits.Budget, again=1_000))
    assert "content_cut" in found(HEAD + whole("base64", DECOY + base64.encodebytes(INNER + b" " * 2_000)))


def test_a_message_inside_whose_lines_end_in_cr_alone_is_opened():
    inner = base64.encodebytes(letter(part(ZIP + BASE64, PROGRAM)).replace(b"\n", b"\r"))
    assert "file_executable" in found(
        letter(b"--b\nContent-Type: message/rfc822\n" + BASE64.encode() + b"\n" + inner)
    )


# --- Content that lies elsewhere -------------------------------------------------------------------
ELSEWHERE = "Content-Type: message/external-body; access-type="
PHANTOM = b"Content-Type: application/octet-stream\n\n"


def pointing(said, phantom=PHANTOM):
    return letter(f"--b\n{ELSEWHERE}{said}\n\n".encode() + phantom)


@pytest.mark.parametrize(
    "said",
    [
        'URL; URL="https://bad.example/setup.exe"',
        'URL; URL="https://bad.example/a/\n set\n up.exe?x=1#y"',
        'URL; URL="https://bad.example/get?file=setup.exe"',
        'URL; URL="https://bad.example/plan.pdf"; name="setup.exe"',
        'anon-ftp; site="bad.example"; directory="pub"; name="setup.exe"',
        'local-file; name="//bad.example/share/setup.exe"',
        'x-other; name="setup.exe"',
    ],
)
def test_content_elsewhere_that_runs_is_noticed(said):
    assert "file_executable" in found(pointing(said))


def test_content_elsewhere_is_named_by_the_headers_that_stand_for_it():
    phantom = PHANTOM[:-1] + disposed("a.js").encode() + b"\n"
    assert "file_script" in found(pointing('URL; URL="https://bad.example/1"', phantom))


def test_the_address_of_content_elsewhere_is_a_link():
    verdict = analyse(pointing('URL; URL="https://login-microsoft365.example/x"'))
    assert verdict.action >= Action.WARN
    assert "https://login-microsoft365.example/x" in {link.url for link in verdict.facts.links}


def test_a_draft_that_lies_on_a_server_is_delivered():
    said = 'anon-ftp; site="ftp.drafts.example"; directory="drafts"; name="draft-hall-01.txt"'
    assert (
        analyse(pointing(said, b"Content-Type: text/plain\nContent-ID: <1@drafts.example>\n\n")).action
        is Action.DELIVER
    )


def test_a_file_too_large_to_be_examined_is_judged_by_all_its_names():
    start = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe hall.\n"
    head = b"--b\nContent-Type: image/jpeg\n" + disposed("b.jpg", "b.exe").encode() + b"\n"
    assert "file_executable" in found(start + head + b"\x80" * 31_000_000 + b"\n--b--\n")
