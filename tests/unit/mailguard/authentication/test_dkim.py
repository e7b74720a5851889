"""Signatures of domains (RFC 6376, 8301, 8463)."""

from datetime import UTC, datetime

import dkim as second
import pytest

from mailguard.authentication import dkim, dns
from mailguard.authentication.message_bytes import MessageBytes
from tests.cast.mailguard.authentication import signer

NAME = "key._domainkey.valbrune.example"


def verified(raw, record=None, now=None, author="valbrune.example"):
    zones = {NAME: {"TXT": [signer.record() if record is None else record]}} if record != "absent" else {}
    return dkim.verify_all(MessageBytes(raw), dns.Static(zones), author, now)


def result(raw, record=None, now=None):
    return verified(raw, record, now)[0].result


def opinion(raw, record):
    """What dkimpy says of the first signature."""
    return second.verify(raw, dnsfunc=lambda name, timeout=5: record.encode())


FORMS = ["simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed", "relaxed"]
BODIES = [b"Hello \t there \r\n\r\n\r\n", b"", b"\r\n\r\n", b"no end", b" \r\n\t\r\n", b"a\r\r\n"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("body", BODIES)
def test_a_signature_holds_in_every_form(form, body):
    head = signer.split(signer.LETTER)[0][0] + b"\r\nTo: bob@valbrune.example\r\n\r\n"
    raw = signer.sign(head + body, form=form)
    assert result(raw) == "pass"
    assert opinion(raw, signer.record())


def test_an_ed25519_signature_holds():
    raw = signer.sign(algorithm="ed25519-sha256")
    assert result(raw, signer.ed25519_record()) == "pass"
    assert result(raw.replace(b"boxes", b"bills"), signer.ed25519_record()) == "fail"
    assert result(raw.replace(b"leaflets", b"bills"), signer.ed25519_record()) == "fail"


def test_line_ends_of_a_stored_file_are_no_change():
    assert result(signer.sign(form="simple/simple").replace(b"\r\n", b"\n")) == "pass"


def test_relaxed_forms_forgive_white_space_and_simple_ones_do_not():
    loose = signer.sign(form="relaxed/relaxed").replace(b"Ten \t boxes,", b"Ten boxes,")
    tight = signer.sign(form="simple/simple").replace(b"Ten \t boxes,", b"Ten boxes,")
    assert result(loose.replace(b"The  leaf", b"The leaf")) == "pass"
    assert result(tight) == "fail"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"in the hall", b"in my house", "body"),
        (b"leaflets", b"accounts", "header"),
        (b"alice@", b"mallory@", "header"),
    ],
)
def test_a_change_is_noticed(old, new, reason):
    (found,) = verified(signer.sign().replace(old, new))
    assert found.result == "fail" and reason in found.detail


def test_a_second_from_on_top_is_noticed_where_from_is_signed_twice():
    mallory = b"From: Mallory <mallory@elsewhere.example>\r\n"
    once, twice = signer.sign(), signer.sign(headers=("from", "from", *signer.HEADERS[1:]))
    assert result(mallory + once) == "pass"  # RFC 6376 8.15: why signers name From twice
    assert result(mallory + twice) == "fail"


def test_the_facts_of_a_signature_are_kept():
    (found,) = verified(signer.sign(extra=" t=1700000000; x=1800000000;"))
    assert found.domain == "valbrune.example" and found.selector == "key" and found.bits == 2048
    assert found.headers == signer.HEADERS and not found.is_partial
    assert found.signed_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert found.expires_at.year == 2027


def test_an_ended_signature_is_told_apart_from_a_broken_one():
    raw = signer.sign(extra=" t=1700000000; x=1700000100;")
    assert result(raw, now=datetime(2023, 11, 14, 22, 14, tzinfo=UTC)) == "pass"
    assert result(raw, now=datetime(2024, 1, 1, tzinfo=UTC)) == "policy"
    assert result(raw, now=None) == "pass"


def test_a_length_that_leaves_the_end_open_is_told():
    whole = len(signer.canonical_body(signer.split(signer.LETTER)[1], "relaxed"))
    (open_ended,) = verified(signer.sign(length=10))
    (closed,) = verified(signer.sign(length=whole))
    assert open_ended.result == closed.result == "pass"
    assert open_ended.is_partial and not closed.is_partial


def test_what_is_added_after_the_signed_length_leaves_the_signature_whole():
    whole = len(signer.canonical_body(signer.split(signer.LETTER)[1], "relaxed"))
    (found,) = verified(signer.sign(length=whole) + b"Pay here instead.\r\n")
    assert found.result == "pass" and found.is_partial
    assert result(signer.sign(length=whole).replace(b"Alice\r\n\r\n", b"")) == "fail"


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ("absent", "permerror"),
        ("v=DKIM1; p=", "permerror"),
        ("v=DKIM2; p=AAAA", "permerror"),
        ("p=not base64!", "permerror"),
        ("p=AAAA", "permerror"),
        ("nonsense", "permerror"),
        (signer.record().replace("k=rsa", "k=ed25519"), "permerror"),
        (signer.record(extra="h=sha1; "), "permerror"),
        (signer.record(extra="s=tlsrpt; "), "permerror"),
        (signer.record(extra="h=sha1:sha256; s=email:x; t=y; n=a note; "), "pass"),
        (signer.record().removeprefix("v=DKIM1; k=rsa; "), "pass"),
        (signer.record(1024), "fail"),
    ],
)
def test_a_key_record_is_read_as_the_standard_says(record, wanted):
    assert result(signer.sign(), record) == wanted


def test_a_key_that_nobody_answers_for_leaves_the_question_open():
    found = dkim.verify_all(
        MessageBytes(signer.sign()), dns.Static({NAME: "unknown"}), "valbrune.example", None
    )
    assert found[0].result == "temperror"


def test_short_keys_and_sha1_prove_nothing():
    assert result(signer.sign(bits=1024), signer.record(1024)) == "pass"
    assert result(signer.sign(algorithm="rsa-sha1")) == "permerror"


def test_a_key_for_the_very_domain_does_not_sign_for_its_subdomains():
    raw = signer.sign(extra=" i=@press.valbrune.example;")
    assert result(raw) == "pass"
    assert result(raw, signer.record(extra="t=s; ")) == "permerror"
    assert result(signer.sign(extra=" i=@other.example;")) == "neutral"


@pytest.mark.parametrize(
    "field",
    [
        b"DKIM-Signature: v=1",
        b"DKIM-Signature:",
        b"DKIM-Signature: v=1; a=rsa-sha256; a=rsa-sha256",
        b"DKIM-Signature: v=1; a=rsa-sha256; b=AA==; bh=AA==; d=; s=key; h=from",
        b"DKIM-Signature: v=1; a=rsa-sha256; b=AA==; bh=AA==; d=a..b; s=key; h=from",
        b"DKIM-Signature: v=1; a=rsa-sha256; b=AA==; bh=AA==; d=valbrune.example; s=key; h=from; t=9; x=5",
        b"DKIM-Signature: v=1; a=rsa-sha256; b=AA==; bh=AA==; d=valbrune.example; s=key; h=from; l=-1",
        b"DKIM-Signature: v=1; a=dsa-sha256; b=AA==; bh=AA==; d=valbrune.example; s=key; h=from",
        b"DKIM-Signature: v=1; a=rsa-sha256; c=odd; b=AA==; bh=AA==; d=valbrune.example; s=key; h=from",
        b"DKIM-Signature: v=2; a=rsa-sha256; b=AA==; bh=AA==; d=valbrune.example; s=key; h=from",
        b"DKIM-Signature: v=1; a=rsa-sha256; b=AA==; bh=AA==; d=valbrune.example; s=key; h=from; q=x/y",
        b"DKIM-Signature: \xff\xfe",
    ],
)
def test_a_malformed_signature_is_neutral(field):
    assert result(field + b"\r\n" + signer.LETTER) == "neutral"


def test_a_signature_that_leaves_out_from_is_refused():
    assert result(signer.sign(headers=("to", "subject"))) == "permerror"


def test_at_most_eight_signatures_are_looked_at_those_of_the_author_first():
    junk = b"".join(b"DKIM-Signature: v=1; d=junk%d.example; s=x\r\n" % n for n in range(50))
    found = verified(junk + signer.sign())
    assert len(found) == 8 and found[0].result == "pass" and found[0].domain == "valbrune.example"


def test_a_signature_may_name_older_signatures_but_never_itself():
    first = signer.sign()
    both = signer.sign(first, headers=("from", "dkim-signature"))
    assert [each.result for each in verified(both)] == ["pass", "pass"]


def test_a_header_past_all_bounds_is_not_looked_at():
    assert verified(b"X: y\r\n" * 3000 + signer.sign()) == ()


def test_a_body_too_long_to_cut_up_has_the_same_relaxed_form():
    body = b"a  b\t c   \r\n" * 50_000  # half a megabyte and more
    message = MessageBytes(b"From: a@b.example\r\n\r\n" + body)
    assert len(body) > 500_000
    assert message.relaxed_body == b"a b c\r\n" * 50_000


def test_a_field_is_the_same_object_however_often_it_is_asked_for():
    message = MessageBytes(
        b"To : b@c.example\r\nTO: d@e.example\r\n f\r\nno field\r\nFrom: a@b.example\r\n\r\n"
    )
    first, second = message.named(b"to")
    assert (first.raw, second.raw) == (b"To : b@c.example", b"TO: d@e.example\r\n f")
    assert message.named(b"to")[1] is second
    assert message.named(b"cc") == []
