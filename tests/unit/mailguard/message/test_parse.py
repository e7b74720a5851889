"""A whole message, read."""

import json
from datetime import UTC, datetime

import pytest

from mailguard import codec
from mailguard.facts import Envelope
from mailguard.message.parse import parse

LETTER = b"""\
Return-Path: <alice@example.org>
Received: from mail.example.org (mail.example.org [192.0.2.7])
 by mx.example.net (Postfix) with ESMTPS id 4Tx1;
 Tue, 2 Jan 2024 10:00:05 +0100 (CET)
From: =?utf-8?q?Alice_Ann=C3=A9?= <Alice@Example.ORG>
Reply-To: "office@example.org" <alice.office@example.com>
To: Team: bob@example.org, "Charlie, C." <charlie@example.org>;
Cc: dora@example.org (Dora)
Subject: =?utf-8?b?UsOpdW5pb24=?= at noon
Date: Tue, 2 Jan 2024 10:00:00 +0100
Message-ID: <one@example.org>
In-Reply-To: <zero@example.org>
References: <first@example.org> <zero@example.org>
List-Id: News <news.example.org>
List-Unsubscribe: <https://example.org/bye>, <mailto:bye@example.org>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
X-Mailer: Pigeon 2
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="out"

--out
Content-Type: multipart/alternative; boundary="in"

--in
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Hello Bob, we meet at noon, please see https://example.org/agenda and tell all of the others.

--in
Content-Type: text/html; charset=utf-8

<p>Hello Bob, we meet at noon, please see <a href="https://example.org/agenda">the agenda</a>
and tell all of the others.</p>
--in--
--out
Content-Type: application/pdf; name="plan.pdf"
Content-Disposition: attachment; filename="plan.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--out--
"""


def test_a_letter_is_read_whole():
    facts = parse(LETTER).facts
    assert str(facts.author) == "Alice Anné <Alice@example.org>"
    assert [(each.name, each.address) for each in facts.reply_to] == [
        ("office@example.org", "alice.office@example.com")
    ]
    assert [each.address for each in facts.to] == ["bob@example.org", "charlie@example.org"]
    assert facts.to[1].name == "Charlie, C."
    assert facts.cc[0].name == "Dora"
    assert facts.subject == "Réunion at noon"
    assert facts.sent_at == datetime(2024, 1, 2, 9, tzinfo=UTC)
    assert facts.references == ("first@example.org", "zero@example.org")
    assert facts.message_id == "one@example.org"
    assert facts.return_path == "alice@example.org"
    assert facts.language == "en"
    assert facts.problems == ()


def test_the_way_it_came_is_read():
    (hop,) = parse(LETTER).facts.hops
    assert (hop.by, hop.helo, hop.ip, hop.protocol) == (
        "mx.example.net", "mail.example.org", "192.0.2.7", "ESMTPS",
    )  # fmt: skip


def test_the_marks_of_mail_to_many_are_read():
    bulk = parse(LETTER).facts.bulk
    assert bulk.list_id == "news.example.org"
    assert bulk.unsubscribe == ("https://example.org/bye", "mailto:bye@example.org")
    assert bulk.is_one_click and not bulk.has_post
    assert bulk.mailer == "Pigeon 2"


def test_parts_are_numbered_as_imap_does_and_files_are_kept_apart():
    parsed = parse(LETTER)
    assert [(part.path, part.type) for part in parsed.facts.parts] == [
        ("TEXT", "multipart/mixed"),
        ("1", "multipart/alternative"),
        ("1.1", "text/plain"),
        ("1.2", "text/html"),
        ("2", "application/pdf"),
    ]
    assert parsed.facts.parts[-1].name == "plan.pdf"
    assert parsed.payloads == {"2": b"%PDF-1.4\n"}


def test_alternatives_are_one_text_and_their_links_one_link():
    facts = parse(LETTER).facts
    assert facts.text.count("Hello Bob") == 1
    assert [(link.url, link.text, link.where) for link in facts.links] == [
        ("https://example.org/agenda", "the agenda", "a")
    ]


def test_facts_are_written_to_json_and_read_back():
    envelope = Envelope(
        "alice@example.org", ("bob@example.org",), received_at=datetime(2024, 1, 2, tzinfo=UTC)
    )
    facts = parse(LETTER, envelope).facts
    assert codec.from_json(json.loads(json.dumps(codec.to_json(facts)))) == facts


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"subjekt": "x"}, "subjekt"),
        ({"subject": 3}, "facts.subject"),
        ({"links": [{"host": "example.org"}]}, "facts.links"),
        ({"sent_at": "noon"}, "facts.sent_at"),
        ({"headers": [["from"]]}, "facts.headers"),
    ],
)
def test_what_we_did_not_write_is_refused_with_the_field(data, field):
    with pytest.raises(codec.BadFacts, match=field):
        codec.from_json(data)


@pytest.mark.parametrize("raw", [b"", b"\0", b"\r", b"\n\n", b"From", b":", b"\xff\xfe" * 50, b"--\n" * 20])
def test_nearly_nothing_gives_facts_with_problems(raw):
    facts = parse(raw).facts
    assert facts.size == len(raw)
    assert "from_missing" in facts.problems


@pytest.mark.parametrize(
    ("raw", "is_crlf"),
    [
        (b"From: a@b.example\r\n\r\nyes\r\n", True),
        (b"\r\nyes\r\n", True),
        (b"From: a@b.example\n\nyes\n", False),
        (b"From: a@b.example\r\n\r\nyes\n", False),
        (b"From: a@b.example\r\n\r\nye\rs\r\n", False),
        (b"From: a@b.example\r\n\r\nyes\n\r", False),
        (b"\xef\xbb\xbfFrom: a@b.example\r\n\r\nyes\r\n", False),
        (b"yes", False),
    ],
)
def test_it_is_known_where_every_line_ends_as_signatures_want_it(raw, is_crlf):
    assert parse(raw).is_crlf is is_crlf
