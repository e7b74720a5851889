"""What can't be read is never clean: padding, closed envelopes and broken pieces, through the front door."""

import base64

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs7

from mailguard import Action, Engine, Profile, analyse
from mailguard.explain import explain
from mailguard.facts import Relation
from mailguard.profile import Insider
from tests.cast.mailguard.certificates import certified

HEAD = b"""From: Mallory <mallory@evil.example>
To: bob@valbrune.example
Subject: hall
Date: Mon, 1 Mar 2027 10:00:00 +0100
Message-ID: <1@evil.example>
MIME-Version: 1.0
"""
PAGE = b"Content-Type: text/html; charset=utf-8\n\n"
LURE = b'<p>See <a href="https://login-microsoft365.example/x">the plan of the hall</a></p>'
EMPTY = b"--b\nContent-Type: text/plain\n\n\n"
MANY = b"Content-Type: multipart/mixed; boundary=b\n\n" + EMPTY * 310 + b"--b\n" + PAGE + LURE + b"\n--b--\n"
ADDRESSES = b"".join(b"https://h%d.example/ " % number for number in range(2_100))


@pytest.mark.parametrize(
    "body",
    [
        PAGE + b"<!--" + b"x" * 1_100_000 + b"-->" + LURE,
        PAGE + b"<div>" * 300_000 + LURE,
        MANY,
        b"\n" + ADDRESSES + b"https://login-microsoft365.example/x",
        b"Content-Type: message/partial; id=a; number=1\n\nSee",
        b"Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nMIAG",
    ],
    ids=["comment", "tags", "parts", "links", "a piece", "a broken signature"],
)
def test_what_stands_behind_the_padding_is_not_called_clean(body):
    verdict = analyse(HEAD + body)
    names = {signal.name for signal in verdict.signals}
    assert verdict.action >= Action.WARN
    assert "content_cut" in names
    assert names.isdisjoint({"no_hook", "links_at_home", "newsletter"})


@pytest.mark.parametrize("front", [b"X-Fill: b\n" * 5_000, b"X-Fill: " + b"b" * 1_500_000 + b"\n"])
def test_headers_that_were_cut_are_not_called_missing(front):
    verdict = analyse(front + HEAD + b"\nThe hall is ours.\n")
    names = {signal.name for signal in verdict.signals}
    assert verdict.action == Action.WARN and verdict.kind == "unread"
    assert names.isdisjoint({"from_missing", "message_id_odd", "date_odd"})
    said = explain(verdict)
    assert "could not be checked" in said.headline and "headers are too long" in said.reasons[0]


def test_a_long_newsletter_with_photographs_in_its_page_passes():
    photograph = b'<img src="data:image/jpeg;base64,' + b"/9j/4AAQ" * 400_000 + b'">'
    verdict = analyse(
        HEAD + PAGE + b"<p>Our week in five pictures.</p>" + photograph * 5 + b"<p>See you soon.</p>"
    )
    assert verdict.action == Action.DELIVER
    assert "pictures_too_long" in verdict.facts.met and "See you soon." in verdict.facts.text


def test_large_photographs_as_files_pass_and_a_large_program_does_not():
    def attached(name, type_):
        head = f'--b\nContent-Type: {type_}; name="{name}"\nContent-Disposition: attachment\n\n'.encode()
        return head + b"\x80" * 16_000_000 + b"\n"

    start = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe hall.\n"
    photographs = start + attached("a.jpg", "image/jpeg") + attached("b.jpg", "image/jpeg") + b"--b--\n"
    assert analyse(photographs).action == Action.DELIVER
    program = start + attached("a.jpg", "image/jpeg") + attached("b.exe", "image/jpeg") + b"--b--\n"
    assert analyse(program).action >= Action.WARN


def _wrapped(inner, subtype="pkcs7-mime"):
    """``inner`` inside its own signature (RFC 8551 3.5.2)."""
    key, certificate = certified()
    der = (
        pkcs7.PKCS7SignatureBuilder()
        .set_data(inner)
        .add_signer(certificate, key, hashes.SHA256())
        .sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
    )
    head = f'Content-Type: application/{subtype}; smime-type=signed-data; name="smime.p7m"\n'
    return HEAD + head.encode() + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(der)


@pytest.mark.parametrize("subtype", ["pkcs7-mime", "x-pkcs7-mime", "octet-stream"])
def test_what_a_signature_is_wrapped_around_is_read(subtype):
    verdict = analyse(_wrapped(PAGE + LURE, subtype))
    assert "smime_signed" in verdict.facts.met
    assert verdict.facts.text == "See the plan of the hall"
    assert verdict.action >= Action.WARN
    assert "lookalike_link" in {signal.name for signal in verdict.signals}


def test_a_signed_note_is_delivered():
    verdict = analyse(_wrapped(b"Content-Type: text/plain\n\nThe hall is ours from seven.\n"))
    assert verdict.action == Action.DELIVER


def test_an_encrypted_letter_of_a_stranger_is_told_and_a_friends_is_not():
    raw = HEAD + b"\n-----BEGIN PGP MESSAGE-----\nx\n-----END PGP MESSAGE-----\n"

    class Past:
        def relation(self, facts):
            return Relation(has_history=True, n_sent=9, n_received=9)

    assert analyse(raw).action == Action.WARN
    assert Engine(past=Past()).analyse(raw).action == Action.DELIVER


@pytest.mark.parametrize(
    "name",
    [
        "Cam\u200bille Vas\u00adseur",
        "Camille\u2060 Vas\u200cseur",
        "Camille \u2066Vasseur\u2069",
        "\u202eruessaV ellimaC",
    ],
)
def test_a_name_with_unseen_signs_is_compared_as_it_looks(name):
    profile = Profile(insiders=(Insider("Camille Vasseur", ("camille@valbrune.example",)),))
    raw = HEAD.replace(b"Mallory", name.encode()) + b"\nAre you at your desk?\n"
    verdict = Engine(profile=profile).analyse(raw)
    assert verdict.action >= Action.WARN
    assert verdict.facts.author.name == "Camille Vasseur"


def test_a_mark_of_the_byte_order_does_not_hide_the_first_header():
    letter = HEAD + b"\nHello"
    for raw in (b"\xef\xbb\xbf" + letter, letter.decode().encode("utf-16")):
        facts = analyse(raw).facts
        assert facts.author.address == "mallory@evil.example"
        assert "order_mark" in facts.met
