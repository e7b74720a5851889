"""Headers, encoded words, addresses, dates and the way a message came."""

from datetime import UTC, datetime, timedelta

import pytest

from mailguard.facts import Mailbox
from mailguard.message import dates, headers, mailboxes, received
from mailguard.message.encodings import encoded_words
from mailguard.message.parse import parse


def facts(*lines: str, body: str = "hello"):
    return parse("\n".join([*lines, "", body]).encode("utf-8", "surrogateescape")).facts


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("=?utf-8?q?caf=C3=A9?=", "café"),
        ("=?UTF-8?B?Y2Fmw6k=?= =?utf-8?b?IQ==?=", "café!"),
        ("=?utf-8?b?Y2Fmww==?= =?utf-8?b?qSE=?=", "café!"),  # cut within a character
        ("=?iso-8859-1?q?a_b=E9?= c", "a bé c"),
        ("=?utf-8*fr?q?=C3=A0?=", "à"),
        ("=?utf-8?q?a b?=", "a b"),  # a space that must not be there
        ("plain", "plain"),
    ],
)
def test_encoded_words_are_read(text, read):
    assert encoded_words.decode(text) == (read, ())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("=?no-such?q?caf=E9?=", "word_charset"),
        ("=?utf-8?b?Y2Fm*w?=", "word_bad"),
        ("=?utf-8?q?never closed", "word_bad"),
        ("=?utf-8?b?PT91dGYtOD9xP2E/PQ==?=", "word_nested"),
    ],
)
def test_broken_encoded_words_are_problems(text, problem):
    assert problem in encoded_words.decode(text)[1]


@pytest.mark.parametrize(
    ("raw", "boxes"),
    [
        ("alice@example.org", [("", "alice@example.org")]),
        ("Alice <alice@EXAMPLE.org>", [("Alice", "alice@example.org")]),
        ('"bob@bank.example" <mallory@example.net>', [("bob@bank.example", "mallory@example.net")]),
        ("bob@bank.example <mallory@example.net>", [("bob@bank.example", "mallory@example.net")]),
        ('"Last, First" <a@b.example>, c@d.example', [("Last, First", "a@b.example"), ("", "c@d.example")]),
        ("Last, First <a@b.example>", [("Last, First", "a@b.example")]),
        ("a@b.example (Alice (of Org))", [("Alice (of Org)", "a@b.example")]),
        ("Team: a@b.example, Bob <c@d.example>;, e@f.example",
         [("", "a@b.example"), ("Bob", "c@d.example"), ("", "e@f.example")]),
        ("undisclosed-recipients:;", []),
        ("=?utf-8?q?Al=2C_=3Cx=40y=3E?= <a@b.example>", [("Al, <x@y>", "a@b.example")]),
        ("<@relay.example:a@b.example>", [("", "a@b.example")]),
        ("Bücher <a@bücher.example>", [("Bücher", "a@xn--bcher-kva.example")]),
        ("a@[192.0.2.1]", [("", "a@[192.0.2.1]")]),
        ("O\\'Hara <a@b.example>", [("O\\'Hara", "a@b.example")]),
    ],
)  # fmt: skip
def test_mailboxes_are_read(raw, boxes):
    assert mailboxes.read(raw) == (tuple(Mailbox(*box) for box in boxes), ())


@pytest.mark.parametrize(
    ("raw", "first"),
    [
        ("Alice", Mailbox("Alice", "")),
        ("Alice <>", Mailbox("Alice", "")),
        ("=?utf-8?q?Alice_=3Ca=40b.example=3E?=", Mailbox("Alice", "a@b.example")),
        ("<a@b.example> <c@d.example>", Mailbox("a@b.example", "c@d.example")),
        ("Alice <alice at example.org>", Mailbox("Alice", "")),
    ],
)
def test_what_is_no_mailbox_is_a_problem_and_shows_what_it_can(raw, first):
    boxes, problems = mailboxes.read(raw)
    assert boxes[0] == first
    assert problems == ("address_bad",)


def test_an_address_inside_a_comment_is_found_and_is_a_problem():
    boxes, problems = mailboxes.read("Bonus,(<news@example.org>)")
    assert "news@example.org" in [box.address for box in boxes]
    assert problems


AT = "; Tue, 2 Jan 2024 12:00:00 +0000"
NOON = datetime(2024, 1, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 2 Jan 2024 13:00:00 +0100",
        "Tue, 02 Jan 2024 12:00 GMT",
        "2 Jan 24 07:00:00 EST",
        "Tue, 2 January 2024 12:00:00 +0000 (UTC)",
        "2024-01-02T12:00:00Z",
        "2024-01-02 14:00:00+02:00",
        "Tue Jan  2 12:00:00 2024",
        "Tue Jan  2 12:00:00 UTC 2024",
        "Tue, 02-Jan-2024 12:00:00 UT",
        "Tue, 2 Jan 2024 12:00:00",
    ],
)
def test_dates_of_many_programs_are_one_moment(text):
    assert dates.read(text) == NOON


@pytest.mark.parametrize(
    "text", ["", "yesterday", "32 Jan 2024 10:00:00 +0000", "2 Foo 2024 10:00:00", "99:99"]
)
def test_what_is_no_date_is_none(text):
    assert dates.read(text) is None


def test_an_offset_that_no_clock_has_counts_as_utc():
    assert dates.read("2 Jan 2024 12:00:00 +9999") == NOON
    assert dates.read("2 Jan 2024 12:00:00 -0030") == NOON + timedelta(minutes=30)


HOPS = {
    "postfix": (
        "from mail.example.org (host7.example.org [192.0.2.7]) by mx.example.net (Postfix) with ESMTPS id 4T;"
        " Tue, 2 Jan 2024 12:00:00 +0000",
        ("mx.example.net", "mail.example.org", "host7.example.org", "192.0.2.7", "ESMTPS"),
    ),
    "postfix, unknown name": (
        "from mail.example.org (unknown [192.0.2.7]) by mx.example.net with SMTP",
        ("mx.example.net", "mail.example.org", "", "192.0.2.7", "SMTP"),
    ),
    "exim": (
        "from host7.example.org ([192.0.2.7] helo=mail.example.org) by mx.example.net with esmtps (Exim 4.96)"
        " id 1",
        ("mx.example.net", "mail.example.org", "host7.example.org", "192.0.2.7", "ESMTPS"),
    ),
    "exim, no name": (
        "from [192.0.2.7] (helo=mail.example.org) by mx.example.net with esmtp",
        ("mx.example.net", "mail.example.org", "192.0.2.7", "192.0.2.7", "ESMTP"),
    ),
    "exchange": (
        "from A.eurprd.example.org (2001:db8::7) by B.eurprd.example.org (2001:db8::8)"
        " with Microsoft SMTP Server"
        " (version=TLS1_2) id 15.20",
        ("b.eurprd.example.org", "a.eurprd.example.org", "", "2001:db8::7", "SMTP"),
    ),
    "gmail": (
        "by 2002:a05:6a10:1:b0:1:2:3 with SMTP id x1csp1",
        ("2002:a05:6a10:1:b0:1:2:3", "", "", "", "SMTP"),
    ),
    "gmail, from outside": (
        "from mail.example.org (host7.example.org. [192.0.2.7]) by mx.google.com with ESMTPS id a1"
        " for <bob@example.net> (version=TLS1_3)",
        ("mx.google.com", "mail.example.org", "host7.example.org", "192.0.2.7", "ESMTPS"),
    ),
    "qmail": (
        "from unknown (HELO mail.example.org) (192.0.2.7) by mx.example.net with SMTP",
        ("mx.example.net", "mail.example.org", "", "192.0.2.7", "SMTP"),
    ),
    "ipv6 literal": (
        "from mail.example.org ([IPv6:2001:db8::7]) by mx.example.net with ESMTP",
        ("mx.example.net", "mail.example.org", "", "2001:db8::7", "ESMTP"),
    ),
    "ipv6, written at length": (
        "from mail.example.org (2001:DB8:0:00:0:0:0:7) by mx.example.net with ESMTP",
        ("mx.example.net", "mail.example.org", "", "2001:db8::7", "ESMTP"),
    ),
    "a clock and a wrong number before the address": (
        "from mail.example.org (10:20:30 256.2.3.4 [192.0.2.7]) by mx.example.net with ESMTP",
        ("mx.example.net", "mail.example.org", "", "192.0.2.7", "ESMTP"),
    ),
    "all in brackets": (
        "(from www@localhost) (by mx.example.net) with ESMTP",
        ("mx.example.net", "www@localhost", "", "", "ESMTP"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", HOPS)
def test_a_hop_is_read_as_each_server_writes_it(form):
    raw, expected = HOPS[form]
    hop = received.read(raw + AT)
    assert (hop.by, hop.helo, hop.name, hop.ip, hop.protocol) == expected
    assert hop.at == NOON


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["From: a@b.example", "From: c@d.example"], "from_twice"),
        (["From: a@b.example", "Subject: a", "Subject: b"], "subject_twice"),
        (["From: a@b.example", "Reply-To: a@b.example", "Reply-To: c@d.example"], "reply_to_twice"),
        (["From: a@b.example", "Date: x", "Date: y"], "header_twice"),
        (["From: a@b.example", "Date: x"], "date_bad"),
        (["From: a@b.example"], "date_missing"),
        (["Subject: a"], "from_missing"),
        (["From: nobody"], "from_bad"),
        (["From : a@b.example"], "header_space"),
        (["From: a@b.example", "what is this", "To: c@d.example"], "header_without_colon"),
        (["From: a@b.example", "Subject: a", " ", " b"], "header_blank_fold"),
        (["From: a@b.example", "Subject: caf\udce9"], "header_bytes"),
        (["From: a@b.example", "Subject: a\x08b"], "header_control"),
        (["From: a@b.example", "Subject: a\rX-B: c"], "bare_cr"),
        (["From mallory", "From: a@b.example"], "mbox_line"),
        (["From: a@b.example", "X: " + "a" * 40_000], "header_too_long"),
        (["From: a@b.example", *["X: a"] * 1_100], "headers_too_many"),
        (["From: a@b.example", *["X: " + "a" * 30_000] * 10], "headers_too_long"),
        (["From: a@b.example", "Subject: a\0"], "nul"),
    ],
)
def test_what_is_wrong_with_headers_is_named(lines, problem):
    assert problem in facts(*lines).problems


def test_several_from_headers_give_all_their_authors():
    assert [box.address for box in facts("From: a@b.example", "From: c@d.example").from_] == [
        "a@b.example",
        "c@d.example",
    ]


def test_a_line_that_is_no_header_hides_nothing_behind_it():
    read = facts("From: a@b.example", "what is this", "Subject: still here")
    assert read.subject == "still here"


def test_bytes_that_are_no_text_are_read_as_windows_does():
    assert facts("Subject: caf\udce9").subject == "café"


def test_a_message_without_an_empty_line_is_body_where_the_headers_stop():
    read = parse(b"From: a@b.example\nSubject: hi\nthis is the text\nand more of it").facts
    assert read.subject == "hi"
    assert "this is the text" in read.text
    assert "headers_unended" in read.problems


def test_a_hop_whose_source_never_ends_is_none():
    assert received.read("from a by") == received.read("from " + "a" * 700 + " by mx.example.net")
    assert received.read("from by mx.example.net").by == ""


def test_a_lone_cr_ends_a_line_and_hides_nothing():
    read = parse(b"From: a@b.example\r\rhello\r\nthere\n").facts
    assert read.text == "hello\nthere"
    assert [name for name in read.problems if name.startswith("bare")] == ["bare_lf", "bare_cr"]


def test_mixed_line_ends_are_named():
    assert "bare_lf" in parse(b"From: a@b.example\r\nSubject: x\n\r\nhello").facts.problems


def test_a_discussion_list_is_known_by_its_marks():
    bulk = facts("List-Id: <l.example.org>", "List-Post: <mailto:l@example.org>", "Precedence: List").bulk
    assert bulk.is_list and bulk.precedence == "list"
    assert not facts("List-Post: NO").bulk.has_post
    assert facts("Auto-Submitted: auto-replied").bulk.is_automatic
    assert not facts("Auto-Submitted: no").bulk.is_automatic


@pytest.mark.parametrize(
    "block",
    [
        "From: a@b.example\nTo: c@d.example\n\te@f.example\nSubject: x",
        "Subject: a \n  b\nX-Empty:\nX-Colon: a: b\n",
        "Subject: =?utf-8?q?caf=C3=A9?=\n =?utf-8?q?_noir?=",
        "From a@b.example Mon Jan  1 00:00:00 2024\nSubject: x",
        "Subject : x",
        "junk\n : x\nSubject: y",
        "ju\n nk: x\nSubject: y",
        "Subject: a\n \n b\nTo: c",
        "Subject: a\nTo: b\n ",
        "Subject: caf\u00e9",
        "Subject: a\x0bb\nTo: c\x1f",
        " begins: with a blank\nSubject: x",
        ":x\nSubject: y",
        "X: " + "long " * 8_000,
        "\n".join(f"X-{n}: {n}" for n in range(1_200)),
    ],
)
@pytest.mark.parametrize("only", ["", "subject"])
def test_a_block_in_good_order_reads_at_once_as_it_does_field_by_field(block, only, monkeypatch):
    data = f"{block}\n\nbody".encode()
    at_once = headers.read(data, 0, len(data), 200_000, only)
    monkeypatch.setattr(headers, "_orderly", lambda block: [])
    assert at_once == headers.read(data, 0, len(data), 200_000, only)


def test_headers_in_utf_8_are_read_as_those_in_ascii():
    read = parse("From: Zoé <zoe@b.example>\nSubject: \u00a0été\n à midi\u3000\n\nhello".encode())
    assert read.facts.headers == (("from", "Zoé <zoe@b.example>"), ("subject", "\u00a0été à midi\u3000"))
    assert "header_bytes" not in read.facts.problems
    mixed = parse("From: Zoé <zoe@b.example>\nSubject: ".encode() + b"\xe9t\xe9\n\nhello")
    assert mixed.facts.headers == (("from", "Zoé <zoe@b.example>"), ("subject", "été"))
    assert "header_bytes" in mixed.facts.problems
