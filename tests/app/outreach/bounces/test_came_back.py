"""Reading what comes back: from bytes to what it says of which letter."""

import random
import time
from datetime import UTC, datetime

import pytest

from hustings.outreach.bounces import classification
from hustings.outreach.bounces.parsers import messages
from hustings.outreach.bounces.reports import Kind
from hustings.outreach.delivery import return_paths
from hustings.outreach.delivery.models.reasons import Reason
from hustings.outreach.emails import delivery_tokens
from tests.cast.outreach.came_back import (
    EXCHANGE,
    EXIM,
    FRENCH,
    GMAIL,
    POSTFIX_LATE,
    QMAIL,
    TO,
    YAHOO,
    bounce,
    complaint,
    letter,
    plain,
)


def test_a_status_notification_says_what_who_and_why():
    report = messages.read(bounce(41))
    assert (report.kind, report.delivery, report.recipient, report.status) == (Kind.BOUNCE, 41, TO, "5.1.1")
    assert report.said.startswith("550 5.1.1") and report.by == "mx2.reader.example.net"
    assert report.at == datetime(2027, 4, 11, 5, 59, tzinfo=UTC)
    assert report.counts


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", Kind.BOUNCE),
        ("Failed (permanent)", "5.1.1", Kind.BOUNCE),
        ("failed", "4.4.7", Kind.BOUNCE),  # given up after days
        ("delayed", "4.4.1", Kind.DELAYED),
        ("delivered", "2.0.0", Kind.DELIVERED),
        ("relayed", "2.0.0", Kind.DELIVERED),
        ("expanded", "2.0.0", Kind.DELIVERED),
        ("", "5.1.1", Kind.BOUNCE),
        ("", "4.4.1", Kind.DELAYED),
        ("danced", "nothing", Kind.MACHINE),
    ],
)
def test_actions_are_told_apart(action, status, kind):
    raw = bounce(41, action=action, status=status, said="").replace(
        b"Undelivered Mail Returned", b"About mail"
    )
    assert (
        messages.read(raw.replace(b"MAILER-DAEMON", b"robot").replace(b"Mail Delivery System", b"")).kind
        == kind
    )


def test_where_one_of_several_got_it_it_arrived():
    more = "Final-Recipient: rfc822; other@reader.example.net\nAction: relayed\nStatus: 2.0.0\n\n"
    assert messages.read(bounce(41, more=more)).kind == Kind.DELIVERED


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("utf-8; d\\x{E9}borah@reader.example.net", "déborah@reader.example.net"),
        ("utf-8; zoe@pr\\x{E9}s.example.net", "zoe@prés.example.net"),
        ("utf-8; zoe\\x{110000}\\x{0}@reader.example.net", TO),
        ("rfc822; zoe+2Bnews@reader.example.net", "zoe+news@reader.example.net"),
        ("RFC822;<zoe@reader.example.net>", TO),
        ("zoe@reader.example.net", TO),
    ],
)
def test_recipients_are_read_as_they_were_meant(written, read):
    assert messages.read(bounce(41, recipient=written)).recipient == read


def test_international_notifications_are_read():
    raw = bounce(41, back=letter(41)).replace(b"message/delivery-status", b"message/global-delivery-status")
    raw = raw.replace(b"text/rfc822-headers", b"message/global-headers")
    assert messages.read(raw).kind == Kind.BOUNCE and messages.read(raw).delivery == 41


# --- Which letter ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "back",
    [letter(5), "List-Unsubscribe:\n <https://x.example/u/" + delivery_tokens.make(5) + "/>\n"],
    ids=["by its headers", "by its link alone"],
)
def test_the_letter_that_came_back_names_itself(back):
    assert messages.read(bounce(back=back)).delivery == 5


def test_the_address_it_was_sent_to_comes_first():
    assert messages.read(bounce(5, back=letter(6))).delivery == 5
    name = f"bounces+{return_paths.name(9)}@news.example.org"
    assert messages.read(bounce(5, back=letter(6)), name).delivery == 9


def test_a_message_id_alone_proves_nothing():
    forged = "Message-ID: <5.7.270411080000@elan.example.org>\nTo: zoe@reader.example.net\n"
    assert messages.read(bounce(back=forged)).delivery is None
    other = return_paths.name(5).replace(
        return_paths.name(5)[-1], "0" if return_paths.name(5)[-1] != "0" else "1"
    )
    assert messages.read(bounce(to=f"bounces+{other}@news.example.org")).delivery is None


# --- Complaints ------------------------------------------------------------------------------------
def test_a_complaint_names_its_letter():
    report = messages.read(complaint(8))
    assert (report.kind, report.delivery, report.recipient) == (Kind.COMPLAINT, 8, TO)
    assert report.by == "Provider-FBL/2.1"


def test_a_redacted_complaint_names_it_by_the_link_for_leaving():
    report = messages.read(complaint(8, redacted=True))
    assert (report.kind, report.delivery, report.recipient) == (Kind.COMPLAINT, 8, "")


@pytest.mark.parametrize(("kind", "is_one"), [("fraud", True), ("not-spam", False), ("auth-failure", False)])
def test_kinds_of_feedback(kind, is_one):
    assert (messages.read(complaint(8, kind=kind)).kind == Kind.COMPLAINT) == is_one


# --- In sentences ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "more", "reason"),
    [
        (QMAIL, {}, Reason.UNKNOWN),
        (EXIM, {"fields": f"X-Failed-Recipients: {TO}\n", "subject": "Mail delivery failed"}, Reason.FULL),
        (EXCHANGE, {"sender": "postmaster@corp.example", "subject": "Undeliverable: Sunday", "html": True},
         Reason.UNKNOWN),
        (GMAIL, {"sender": "mailer-daemon@mail.example", "subject": "Delivery Status Notification (Failure)"},
         Reason.UNKNOWN),
        (YAHOO, {"sender": "MAILER-DAEMON@provider.example"}, Reason.UNKNOWN),
        (FRENCH, {"sender": "postmaster@orange.example", "subject": "Non remis : Dimanche"}, Reason.FULL),
    ],
)  # fmt: skip
def test_bounces_in_sentences(text, more, reason):
    report = messages.read(plain(text + letter(31), **more))
    assert (report.kind, report.delivery, report.recipient) == (Kind.BOUNCE, 31, TO)
    assert classification.judge(report.status, report.said).reason == reason


def test_a_warning_is_no_bounce():
    assert (
        messages.read(plain(POSTFIX_LATE, subject="Delayed Mail (still being retried)")).kind == Kind.DELAYED
    )


def test_words_in_the_copy_of_our_letter_count_for_nothing():
    text = QMAIL.replace("no mailbox here by that name. (#5.1.1)", "quod licet. (#5.0.0)")
    report = messages.read(plain(text + letter(31, body="550 5.1.1 User unknown, says the mayor")))
    assert classification.judge(report.status, report.said).reason == Reason.UNCLEAR


# --- Answers ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "more",
    [
        {"fields": "Auto-Submitted: auto-replied\n"},
        {"fields": "Auto-Submitted: auto-replied; owner-email=zoe@example.net\n"},
        {"fields": "X-Autoreply: yes\n"},
        {"fields": "Precedence: auto_reply\n"},
        {"fields": "Return-Path: <>\n"},
        {"subject": "Réponse automatique : Dimanche"},
        {"subject": "Out of office: Sunday"},
        {"subject": "Automatic reply: Sunday"},
    ],
)
def test_automatic_answers_are_told_from_people(more):
    away = "Je suis absente jusqu'au 20. 550 5.1.1 User unknown."
    kind = {"sender": "zoe@reader.example.net", "subject": "Re: Sunday", "to": _address(3)} | more
    assert messages.read(plain(away, **kind)).kind == Kind.MACHINE


@pytest.mark.parametrize("subject", ["Re: Sunday", "Automatic doors at the town hall", "Absolutely!", ""])
def test_people_are_people(subject):
    said = "My mail to the mayor was returned: user unknown."
    raw = plain(said, sender=TO, subject=subject, to=_address(3), fields="Auto-Submitted: no\n")
    assert messages.read(raw).kind == Kind.OTHER and not messages.read(raw).counts


def test_a_bounce_that_somebody_forwards_is_no_bounce():
    inner = bounce(41).decode()
    raw = (
        f"From: {TO}\nTo: team@example.org\nSubject: what is this?\n"
        "Content-Type: multipart/mixed; boundary=x\n\n"
        f"--x\nContent-Type: text/plain\n\nI got this.\n--x\nContent-Type: message/rfc822\n\n{inner}\n--x--\n"
    )
    assert messages.read(raw.encode()).kind == Kind.OTHER


def test_a_receipt_for_reading_is_an_automatic_answer():
    raw = bounce(41).replace(b"message/delivery-status", b"message/disposition-notification")
    assert messages.read(raw).kind == Kind.MACHINE


def test_a_mail_to_the_address_for_leaving_is_understood():
    raw = plain("", sender=TO, subject=f"unsubscribe {delivery_tokens.make(12)}")
    assert (messages.read(raw).kind, messages.read(raw).delivery) == (Kind.LEAVE, 12)
    assert messages.read(plain("", sender=TO, subject="unsubscribe " + "A" * 31)).kind == Kind.OTHER


def _address(delivery: int) -> str:
    return f"bounces+{return_paths.name(delivery)}@news.example.org"


# --- Whatever comes --------------------------------------------------------------------------------
def test_the_same_message_has_the_same_key_by_whatever_way_it_came():
    raw = bounce(41)
    routed = b"Received: from a by b; Sun, 11 Apr 2027 08:00:00 +0200\r\n" + raw.replace(b"\n", b"\r\n")
    assert messages.read(raw).key == messages.read(routed).key != messages.read(bounce(41, number=2)).key
    assert len(messages.read(raw).key) == 32


def test_any_bytes_give_a_report():
    dice = random.Random(20270411)
    samples = [
        bounce(41, back=letter(41)),
        complaint(8),
        plain(EXIM),
        plain(EXCHANGE, html=True),
        b"",
        b"\0" * 99,
    ]
    for sample in samples:
        for _n in range(60):
            cut = bytearray(sample[: dice.randrange(len(sample) + 1)])
            for _m in range(8):
                if cut:
                    cut[dice.randrange(len(cut))] = dice.randrange(256)
            report = messages.read(bytes(cut))
            assert report.delivery in {None, 41, 8} and report.kind in Kind


@pytest.mark.parametrize(
    "raw",
    [
        bounce(41, more="Final-Recipient: rfc822; a@b.example\nAction: failed\n\n" * 50_000),
        bounce(41, said="smtp; 550 " + "user mailbox " * 100_000),
        bounce(41, back=f"X: {'a' * 28}@" * 100_000),
        plain("mailbox <a@b.example> " * 200_000),
        plain("<p" + "<" * 1_000_000, html=True, subject="Undeliverable"),
        bounce(41).replace(b"--edge\n", b"--edge\n" * 50_000),
    ],
    ids=["groups", "words", "names", "addresses", "tags", "parts"],
)
def test_hostile_messages_take_little_time(raw):
    started = time.process_time()
    messages.read(raw)
    assert time.process_time() - started < 1
