"""All checks of a message together, and messages that try to break them."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailguard import authentication
from mailguard.authentication import dns
from mailguard.facts import Envelope, Facts, Hop, Mailbox
from mailguard.profile import Profile
from tests.cast.mailguard.authentication import signer

ZONES = {
    "key._domainkey.valbrune.example": {"TXT": [signer.record()]},
    "_dmarc.valbrune.example": {"TXT": ["v=DMARC1; p=reject"]},
    "valbrune.example": {"TXT": ["v=spf1 ip4:192.0.2.0/24 -all"]},
    "out.valbrune.example": {"TXT": ["v=spf1 ip4:192.0.2.1 -all"]},
    "key._domainkey.lists.example": {"TXT": [signer.record()]},
}
FACTS = Facts(
    envelope=Envelope(
        mail_from="alice@valbrune.example",
        client_ip="192.0.2.1",
        helo="out.valbrune.example",
        received_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
    ),
    from_=(Mailbox("Alice", "alice@valbrune.example"),),
)


def authenticate(raw, facts=FACTS, zones=ZONES):
    return authentication.authenticate(raw, facts, dns.Cached(dns.Static(zones)))


def test_a_true_message_passes_everything():
    found = authenticate(signer.seal(signer.sign()))
    results = [
        found.spf.result,
        found.helo.result,
        found.dkim[0].result,
        found.arc.result,
        found.dmarc.result,
    ]
    assert results == ["pass"] * 5


def test_a_forged_one_passes_nothing():
    found = authenticate(
        signer.sign().replace(b"boxes", b"bills"),
        replace(FACTS, envelope=Envelope(mail_from="a@x.example", client_ip="203.0.113.5")),
    )
    assert (found.spf.result, found.dkim[0].result, found.dmarc.result) == ("none", "fail", "fail")
    assert found.dmarc.policy == "reject"


class Hearing(dns.Static):
    """A table that remembers what it was asked ahead."""

    def __init__(self, zones):
        super().__init__(zones)
        self.ahead = []

    def prefetch(self, questions):
        self.ahead.append({name for name, _ in questions})


def test_policies_above_an_organisation_are_asked_for_where_it_says_nothing():
    facts = replace(FACTS, from_=(Mailbox("", "alice@a.news.valbrune.example"),))
    names = Hearing(ZONES)
    assert authentication.authenticate(b"", facts, names).dmarc.domain == "valbrune.example"
    first, *others = names.ahead
    assert {"_dmarc.a.news.valbrune.example", "_dmarc.valbrune.example"} <= first
    assert "_dmarc.example" not in first
    assert {"_dmarc.news.valbrune.example", "_dmarc.valbrune.example", "_dmarc.example"} in others
    names = Hearing(ZONES)
    authentication.authenticate(b"", FACTS, names)
    assert len(names.ahead) == 1


def test_the_null_sender_is_postmaster_at_the_greeting():
    found = authenticate(signer.LETTER, replace(FACTS, envelope=replace(FACTS.envelope, mail_from="")))
    assert (found.spf.result, found.spf.domain) == ("pass", "out.valbrune.example")
    assert found.dmarc.has_aligned_spf


def received(*hops, return_path="alice@valbrune.example"):
    """The facts of a message from a mailbox: no envelope, only what is written into it."""
    headers = (("return-path", f"<{return_path}>"),)
    return replace(FACTS, envelope=Envelope(), hops=hops, return_path=return_path, headers=headers)


def test_without_an_envelope_our_own_received_tells_who_came():
    inside = [Hop(by="store.lan"), Hop(by="store.lan", helo="mx.valbrune.example", ip="10.0.0.1")]
    border = Hop(by="mx.valbrune.example", helo="out.valbrune.example", ip="192.0.2.1")
    forged = Hop(by="anything.example", helo="forged.example", ip="203.0.113.5")
    found = authenticate(signer.LETTER, received(*inside, border, forged))
    assert (found.spf.result, found.helo.result) == ("pass", "pass")


def test_a_received_that_names_nobody_ends_the_search():
    unclear = Hop(by="mx.valbrune.example", helo="somebody.example")
    border = Hop(by="mx.valbrune.example", helo="out.valbrune.example", ip="192.0.2.1")
    assert authenticate(signer.LETTER, received(unclear, border)).spf.result == "unknown"


def test_what_no_one_knows_stays_unknown():
    found = authenticate(signer.LETTER, replace(FACTS, envelope=Envelope()))
    assert (found.spf.result, found.helo.result) == ("unknown", "unknown")
    silent = authenticate(signer.sign(), zones=dict.fromkeys([*ZONES, "example"], "unknown"))
    assert (silent.spf.result, silent.dkim[0].result, silent.dmarc.result) == ("temperror",) * 3


TOLD = replace(
    FACTS,
    envelope=replace(FACTS.envelope, client_name="relay.mx.valbrune.example"),
    headers=(
        (
            "authentication-results",
            "mx.valbrune.example; dkim=pass header.d=valbrune.example; spf=pass"
            " smtp.mailfrom=valbrune.example; dmarc=pass header.from=valbrune.example",
        ),
        ("received", "…"),
    ),
    hops=(Hop(by="mx.valbrune.example", helo="x", ip="192.0.2.1"),),
    profile=Profile(trusted_receivers=("mx.valbrune.example",)),
)


def test_what_the_border_found_fills_what_we_cannot_find():
    silent = authenticate(signer.sign(), TOLD, dict.fromkeys([*ZONES, "example"], "unknown"))
    assert (silent.spf.result, silent.dkim[0].result, silent.dmarc.result) == ("pass",) * 3
    assert silent.trusted == "mx.valbrune.example"


def test_a_footer_that_our_own_server_added_does_not_break_a_signature():
    changed = signer.sign() + b"-- \r\nScanned\r\n"
    assert authenticate(changed, TOLD).dkim[0].result == "pass"
    assert authenticate(changed).dkim[0].result == "fail"


def test_what_a_client_outside_brings_along_is_its_own_word():
    came = replace(TOLD, envelope=replace(FACTS.envelope, client_ip="203.0.113.9"))
    assert authenticate(signer.LETTER, came, {}).dmarc.result != "pass"
    assert authentication.authenticate(signer.LETTER, came, None).trusted == ""
    inside = replace(TOLD, envelope=replace(FACTS.envelope, client_ip="10.0.0.9"))
    assert authentication.authenticate(signer.LETTER, inside, None).dmarc.result == "pass"


# --- Hostile messages --------------------------------------------------------------------------
NAMES = [
    b"DKIM-Signature:",
    b"ARC-Seal:",
    b"ARC-Message-Signature:",
    b"ARC-Authentication-Results:",
    b"From:",
]
TAGS = [b" v=1;", b" a=rsa-sha256;", b" i=1;", b" b=AAAA;", b" bh=;", b" d=valbrune.example;", b" s=key;"]
MORE = [
    b" h=from:to;",
    b" l=99999999999;",
    b" x=999999999999;",
    b" t=0;",
    b" cv=none;",
    b" c=relaxed;",
    b"i=@",
]
JUNK = [b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"\x00", b"\xff", b"=", b";", b" " * 50, b"\t", b"q=dns/txt;"]
PIECES = st.sampled_from([*NAMES, *TAGS, *MORE, *JUNK])


@given(st.lists(PIECES | st.binary(max_size=12), max_size=60).map(b"".join))
@settings(deadline=None, max_examples=100)
def test_no_message_makes_it_raise(raw):
    found = authenticate(raw)
    assert found.dmarc.result in {"pass", "fail"}
    assert len(found.dkim) <= 8


@given(
    st.text(st.sampled_from("v=DKIM1;pksth: rsaed25519AA==\\\xff%{}~+-?/.:"), max_size=80),
    st.binary(max_size=60),
)
@settings(deadline=None, max_examples=100)
def test_no_record_makes_it_raise(text, data):
    records = [f"v=DKIM1; p={text}".encode(), text.encode(), data]
    for record in records:
        zones = {
            "key._domainkey.valbrune.example": {"TXT": [record]},
            "valbrune.example": {"TXT": [b"v=spf1 " + record, record]},
            "_dmarc.valbrune.example": {"TXT": [b"v=DMARC1; p=" + record]},
        }
        found = authenticate(signer.sign(), zones=zones)
        assert found.dkim[0].result != "pass"


ODD = st.text(max_size=40) | st.sampled_from(
    ["", "a@", "@b", "a@[192.0.2.1]", "x" * 400, "a@b..c", "é@é.example"]
)


@given(ODD, ODD, ODD, ODD)
@settings(deadline=None, max_examples=100)
def test_no_envelope_makes_it_raise(mail_from, helo, ip, author):
    facts = Facts(
        envelope=Envelope(mail_from=mail_from, helo=helo, client_ip=ip),
        from_=(Mailbox("", author),),
        hops=(Hop(by=helo, helo=author, ip=ip),),
    )
    assert authenticate(signer.LETTER, facts).dmarc.result != "pass"


FIELD = b"DKIM-Signature: v=1; a=rsa-sha256; b=AA==; bh=AA==; d=valbrune.example; s=key; h=from"
HEAD = b"From: a@valbrune.example\r\n\r\n"
GIANTS = {
    "blank body": HEAD + b"\r\n" * 500_000,
    "spaces": HEAD + b" " * 1_000_000,
    "lone returns": HEAD + b"\r" * 1_000_000,
    "one long field": b"DKIM-Signature: " + b"v=1; " * 190_000 + b"\r\n\r\n",
    "many signatures": (FIELD + b"\r\n") * 1_900 + b"\r\n",
    "many names": FIELD + b":from" * 10_000 + b"\r\n\r\n",
    "folds": b"DKIM-Signature: v=1" + b"\r\n " * 300_000 + b"\r\n\r\n",
    "semicolons": b"ARC-Seal: " + b";" * 900_000 + b"\r\n\r\n",
    "chains": b"".join(b"ARC-Seal: i=%d; cv=pass; d=a.example; s=k\r\n" % n for n in range(1_000)) + b"\r\n",
}


@pytest.mark.parametrize("raw", GIANTS.values(), ids=GIANTS)
def test_no_message_makes_it_slow(raw):
    signed = signer.sign(raw) if raw.startswith(b"From") else raw
    began = time.process_time()
    authenticate(signed)
    assert time.process_time() - began < 0.5
