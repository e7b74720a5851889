"""Chains of forwarders (RFC 8617)."""

import dkim as second
import pytest

from mailguard.authentication import arc, dns
from mailguard.authentication.message_bytes import MessageBytes
from tests.cast.mailguard.authentication import signer

ZONES = {"key._domainkey.lists.example": {"TXT": [signer.record()]}}
SEEN = "dkim=pass header.d=valbrune.example; spf=fail smtp.mailfrom=a@b.example"
ONE = signer.seal(signer.LETTER, seen=SEEN)
TWO = signer.seal(ONE, 2)


def verify(raw, zones=ZONES):
    return arc.verify(MessageBytes(raw), dns.Static(zones))


@pytest.mark.parametrize("raw", [ONE, TWO, signer.seal(TWO, 3)])
def test_a_whole_chain_passes(raw):
    assert verify(raw).result == "pass"
    status, _, _ = second.arc_verify(raw, dnsfunc=lambda name, timeout=5: signer.record().encode())
    assert status == b"pass"


def test_the_facts_of_a_chain_are_kept():
    found = verify(TWO)
    assert (found.n, found.sealer, found.sealers) == (2, "lists.example", ("lists.example",) * 2)
    assert found.seen == ("dkim=pass", "spf=fail")
    assert found.proven == ("valbrune.example",)


def test_a_message_without_a_chain_has_none():
    assert verify(signer.LETTER).result == "none"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"in the hall", b"in my house"),
        (b"leaflets", b"accounts"),
        (b"dkim=pass header.d", b"dkim=fail header.d"),
        (b"cv=none", b"cv=fail"),
        (b"cv=none", b"cv=pass"),
        (b"ARC-Seal: i=1", b"ARC-Seal: i=2"),
        (b"ARC-Seal: i=1", b"ARC-Seal: i=0"),
        (b"ARC-Seal: i=1", b"ARC-Seal: i=x"),
        (b"ARC-Seal: i=1; ", b"ARC-Seal: i=1; h=from; "),
        (b"ARC-Seal:", b"X-Seal:"),
        (b"ARC-Message-Signature:", b"X-Signature:"),
        (b"ARC-Authentication-Results: i=1;", b"ARC-Authentication-Results: "),
        (b"t=1700000000", b"t=yesterday"),
        (b"a=rsa-sha256; cv", b"a=rsa-sha1; cv"),
        (b"d=lists.example; s=key; t", b"d=absent.example; s=key; t"),
    ],
)
def test_a_changed_chain_fails(old, new):
    assert old in ONE
    assert verify(ONE.replace(old, new)).result == "fail"


def test_a_doubled_set_fails():
    fields, _ = signer.split(ONE)
    assert verify(fields[0] + b"\r\n" + ONE).result == "fail"


def test_a_set_of_another_message_does_not_fit_into_a_chain():
    fields, _ = signer.split(TWO)
    others, _ = signer.split(signer.seal(signer.LETTER.replace(b"Ten", b"Two")))
    assert verify(b"\r\n".join([*fields[:6], signer.LETTER])).result == "pass"
    assert verify(b"\r\n".join([*fields[:3], *others[:3], signer.LETTER])).result == "fail"


def test_a_set_that_says_fail_ends_the_chain():
    assert verify(signer.seal(ONE, 2, cv="fail")).result == "fail"


def test_a_seal_may_not_be_signed_by_a_message_signature():
    raw = signer.seal(signer.LETTER)
    assert verify(raw.replace(b"h=from:to", b"h=arc-seal:from:to")).result == "fail"


def test_a_key_that_nobody_answers_for_leaves_the_question_open():
    assert verify(ONE, {"key._domainkey.lists.example": "unknown"}).result == "unknown"


def test_a_chain_of_absurd_length_is_not_followed():
    raw = signer.LETTER
    for n in range(1, 12):
        raw = signer.seal(raw, n)
    assert verify(raw).result == "fail"
