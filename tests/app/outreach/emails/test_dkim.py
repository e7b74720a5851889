"""Our signatures, read by others: dkimpy, and the mail guard."""

import re
from email import message_from_bytes

import dkim as dkimpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.outreach.emails import composition, mime
from hustings.outreach.emails.merge_fields import Merge
from hustings.outreach.emails.signatures import dkim
from hustings.outreach.mailings.models import Mailing
from mailguard.authentication import dkim as guard
from mailguard.authentication.dns import Static
from mailguard.authentication.message_bytes import MessageBytes

KEYS = [dkim.make("elan.example.org", "a", "rsa"), dkim.make("elan.example.org", "b", "ed25519")]
ZONE = {key.name: {"TXT": [key.record]} for key in KEYS}
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200)


def results(raw):
    """What dkimpy and the mail guard say of each signature."""

    def ask(name, timeout=5):
        return ZONE[name.decode().rstrip(".")]["TXT"][0].encode()

    def hold(nth):
        try:
            return dkimpy.DKIM(raw).verify(idx=nth, dnsfunc=ask)
        except dkimpy.ValidationError:
            return False

    theirs = [hold(nth) for nth in range(len(message_from_bytes(raw).get_all("DKIM-Signature") or []))]
    ours = guard.verify_all(MessageBytes(raw), Static(ZONE), "elan.example.org", None)
    return theirs, [each.result for each in ours]


def build(subject, pieces):
    return mime.blueprint(
        headers=[
            ("From", b"a@elan.example.org"),
            ("To", lambda values: mime.mailbox(values["name"], "x@example.org")),
            ("X-Unsigned", b"1"),
            ("List-Unsubscribe", b"<https://elan.example.org/u/1>,\r\n <mailto:a@elan.example.org>"),
            ("List-Unsubscribe-Post", b"List-Unsubscribe=One-Click"),
        ],
        subject=subject,
        text=pieces,
        html=pieces,
        boundary="=_b",
    )


@settings(max_examples=60, deadline=None)
@given(name=LINE, words=LINE)
def test_whatever_people_are_called_both_signatures_hold(name, words):
    plan = build(["Hello ", Merge("name"), words], ["Dear ", Merge("name"), f",\n{words}\n\n \n"])
    plan.sign(KEYS)
    assert results(plan.fill({"name": name})) == ([True, True], ["pass", "pass"])


@pytest.mark.parametrize("kind", dkim.KINDS)
def test_one_key_makes_one_signature(kind):
    plan = build(["Hello"], ["Dear all"])  # nothing in it is anybody's own
    plan.sign([key for key in KEYS if key.kind == kind])
    assert results(plan.fill({"name": "Zoé"})) == ([True], ["pass"])


def test_a_changed_letter_and_added_fields_break_it():
    plan = build(["Hello ", Merge("name")], ["Dear ", Merge("name")])
    plan.sign(KEYS)
    raw = plan.fill({"name": "Zoé"})
    assert results(raw.replace(b"X-Unsigned: 1", b"X-Unsigned: 2"))[1] == ["pass", "pass"]
    assert results(raw.replace(b"Dear", b"Drea")) == ([False, False], ["fail", "fail"])
    assert results(raw.replace(b"/u/1>", b"/u/2>"))[1] == ["fail", "fail"]
    for field in (b"From", b"To", b"Subject", b"Date", b"List-Unsubscribe", b"List-Unsubscribe-Post", b"Cc"):
        assert results(field + b": another one\r\n" + raw)[1] == ["fail", "fail"], field


def test_unsigned_where_there_is_no_key():
    plan = build(["Hello"], ["Dear all"])
    plan.sign([])
    assert b"DKIM" not in plan.fill({"name": "Zoé"})


def test_a_whole_mailing_signed(campaign, mailing):
    plan = composition.blueprint(Mailing.objects.get(), "fr", campaign)
    plan.sign(KEYS)
    values = composition.values_of(key=7, address="zoé@exämple.org", given_name="Zoé", family_name="Martin")
    raw = plan.fill(values)
    assert results(raw) == ([True, True], ["pass", "pass"])
    names = re.search(rb"h=([^;]*);", raw)
    listed = re.sub(rb"\s", b"", names[1]).lower().split(b":")
    for field in (b"from", b"to", b"subject", b"date", b"list-unsubscribe", b"list-unsubscribe-post"):
        assert listed.count(field) == 2  # RFC 6376, 5.4.2; RFC 8058, 4
    assert max(map(len, raw.split(b"\r\n"))) <= 100


def test_any_message_can_be_signed():
    raw = (
        b"Received: from x\r\nFrom: A <a@elan.example.org>\r\nTo: b@example.org\r\nSubject: \xc3\xa9\r\n"
        b" folded\t twice\r\nComments: a\r\nComments: b\r\n\r\nHello\r\n \r\n\r\n\r\n"
    )
    assert results(dkim.signed(raw, KEYS)) == ([True, True], ["pass", "pass"])
    assert results(dkim.signed(b"From: a@elan.example.org\r\n\r\n", KEYS))[1] == ["pass", "pass"]
