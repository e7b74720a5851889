"""What strangers send to keep us busy: read in a moment, whatever it is."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest

from hustings.security.incidents.hostile_mail import forwarded, mime_limits, picture

N = 100_000  # characters
PAGES: dict[str, Callable[[], str]] = {
    "links that never end": lambda: "<a href='" * (N // 9),
    "links without quotes": lambda: "<a href=x " * (N // 10),
    "one link of many words": lambda: "<a " + "href=x " * (N // 7) + ">",
    "links in links": lambda: '<a href="http://x.example/">' * (N // 28),
    "styles opened anew": lambda: "".join(f"<font color={n}>" for n in range(3_000)) + "<p>x" * 12_000,
    "tags in tags": lambda: "<div>" * (N // 5),
    "tables in tables": lambda: "<table><td>" * (N // 11),
    "ends alone": lambda: "</a>" * (N // 4),
    "brackets": lambda: "<" * N,
    "comments": lambda: "<!--" * (N // 4),
    "addresses": lambda: "http://" * (N // 7),
    "dots": lambda: "a." * (N // 2),
}


@contextmanager
def at_once(seconds: float = 2.0) -> Iterator[None]:
    """What is done within takes no more of the processor."""
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_made_to_hang_is_drawn_at_once(name):
    page = PAGES[name]()
    with at_once():
        drawn = picture.document(page)
    assert len(drawn) < 30 * N and ' href="' not in drawn
    with at_once():
        picture.disarmed(page)


def test_each_link_tells_where_it_leads_and_leads_nowhere():
    drawn = picture.document(
        '<A title="a>b" HREF=\'https://evil.example/a?b="c"\'>Your <b class=x>bank</b></A>'
        '<a href=javascript:alert(1)>run</a> <a>plain</a> <a href="/x">own</a>'
    ).partition("<body>")[2]
    assert "Your <b>bank</b></a> [hxxps://evil[.]example/a?b=" in drawn
    assert "run</a> [javascript:alert(1)]" in drawn and "plain</a> " in drawn and "plain</a> [" not in drawn
    assert "own</a> [/x]" in drawn and "href" not in drawn and "HREF" not in drawn


def test_styles_lose_their_attributes_and_too_many_tags_their_rest():
    assert mime_limits.markup("<font color=1>a</FONT><b\nid=2>b</b><br class=y>") == (
        "<font>a</FONT><b>b</b><br class=y>"
    )
    assert mime_limits.markup("a < b <3 <br") == "a < b <3 " and mime_limits.markup("") == ""
    long = mime_limits.markup("<i>x</i>" * 50_000)
    assert long.startswith("<i>x</i>") and len(long) < 50_000


def nested(depth: int) -> bytes:
    """Parts within parts, and then many short lines."""
    heads = (f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'.encode() for n in range(depth))
    return b"From: a@x.example\nSubject: x\n" + b"".join(heads) + b"\nx\n" * 100_000


MAILS: dict[str, Callable[[], bytes]] = {
    "parts in parts": lambda: nested(900),
    "messages in messages": lambda: b"From: a@x.example\n" + b"Content-Type: message/rfc822\n\n" * 3_000,
    "a long header": lambda: b"Subject: x\nFrom: " + b"a@b.example," * 40_000 + b"\n\nx",
    "many parts of many words": lambda: (
        b"From: a@x.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
        + (b"--b\nContent-Type: text/x; " + b"a=b;" * 500 + b"\n\nx\n") * 400
    ),
    "a page of brackets": lambda: b"From: a@x.example\nContent-Type: text/html\n\n" + b"<" * 1_000_000,
    "a line of blanks": lambda: b"From: a@x.example\n\nFrom: a" + b" " * 900_000 + b"b",
    "words that end nowhere": lambda: b"From: a@x.example\n\nFrom: " + b" x" * 400_000,
    "addresses that end nowhere": lambda: b"From: a@x.example\n\nFrom: " + b"[mailto:" * 100_000,
}


@pytest.mark.parametrize("name", MAILS)
def test_a_message_that_is_made_to_hang_is_read_at_once(name):
    raw = MAILS[name]()
    with at_once(4.0):
        forwarded.found(raw)
    with at_once(4.0):
        drawn = picture.draw(raw)
    assert len(drawn.text) <= 2 * N and len(drawn.headers) <= 100


def test_a_message_inside_parts_is_found_and_a_text_inside_a_message_drawn():
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "it@evil.example", "Your password"
    inner.set_content("the words of it")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "alice@example.org", "Fwd"
    outer.add_attachment(inner)
    outer.add_attachment(b"MZ", maintype="application", subtype="x-y", filename="setup.exe")
    assert b"the words of it" in forwarded.found(bytes(outer))[0]
    drawn = picture.draw(bytes(outer))
    assert "the words of it" in drawn.text and [file.name for file in drawn.files] == ["setup.exe"]
    assert ("From", "alice@example.org") in drawn.headers


def test_a_page_is_read_line_by_line_with_where_its_links_lead():
    page = (
        "<div><p>Within\r\n  24 hours.</p><p>Sign in at"
        ' <a href="https://secure.evil.example/a">https://accounts.example</a></p>'
        "<table><tr><td>one</td><td>two</td></tr><tr><td>three</td></tr></table>a<br>b</div>"
    )
    raw = b"From: a@evil.example\r\nContent-Type: text/html\r\n\r\n" + page.encode()
    assert picture.draw(raw).text.splitlines() == [
        "Within 24 hours.",
        "Sign in at hxxps://accounts[.]example [hxxps://secure[.]evil[.]example/a]",
        "one two",
        "three",
        "a",
        "b",
    ]
