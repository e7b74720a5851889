"""What proves an author or fails to: what fires, and the near miss that must not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailguard.facts import Arc, Authentication, Bulk, Dmarc, Envelope, Hop, Signature, Spf
from mailguard.profile import Profile
from tests.mailguard.maker import facts, fires, strength

HOME = "stranger.example"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LIST = Bulk(list_id="talk.lists.example", has_post=True)
OURS = Profile(domains=("valbrune.example",), trusted_receivers=("mx.valbrune.example",))
OUTSIDE = (Hop(by="mx.valbrune.example", helo="out.elsewhere.example", ip="192.0.2.7", protocol="ESMTPS"),)
SIGNED_IN = (Hop(by="mx.valbrune.example", helo="phone", ip="192.0.2.7", protocol="ESMTPSA"),)
INSIDE = (Hop(by="mx.valbrune.example", helo="desk.lan", ip="10.0.0.7", protocol="ESMTP"),)
ENVELOPE = Envelope(
    mail_from="ada@stranger.example",
    client_ip="192.0.2.7",
    helo="out.stranger.example",
    rcpt_to=("bob@valbrune.example",),
)
VOUCHED = Arc("pass", 1, "google.com", ("dmarc=pass",), ("google.com",), (HOME,))
SEALED_BY_ANYBODY = replace(VOUCHED, sealers=("relay.elsewhere.example",))
SEALED_AFTER_ANYBODY = replace(VOUCHED, n=2, sealers=("relay.elsewhere.example", "google.com"))
OUR_SEAL = replace(VOUCHED, seen=("dkim=pass",), sealers=("valbrune.example",))
GOOD = Signature("pass", HOME, algorithm="rsa-sha256", bits=2048, headers=("from", "to", "subject", "date"))
BROKEN = Signature("fail", HOME, algorithm="rsa-sha256", bits=2048)
FOREIGN = Signature("pass", "elsewhere.example", bits=2048)


def made(dmarc=None, spf=None, dkim=(), arc=None, helo=None, **values):
    """A message whose proofs are these; none of them where nothing is said."""
    values.setdefault("envelope", ENVELOPE)
    proofs = Authentication(spf or Spf(), helo or Spf(), tuple(dkim), arc or Arc(), dmarc or Dmarc("none"))
    return facts(authentication=proofs, **values)


FAILED = Dmarc("fail", HOME, "reject")
PASSED = Dmarc("pass", HOME, "reject", has_aligned_spf=True, has_aligned_dkim=True)
BY_DKIM = Dmarc("pass", HOME, "reject", has_aligned_dkim=True)
OWN = "Bob <bob@valbrune.example>"
LATE = {"sent_at": NOON - timedelta(days=3)}
SENT_ON = Envelope(mail_from="x@elsewhere.example", rcpt_to=("bob@valbrune.example",), received_at=NOON)
OUR_RESULT = ("authentication-results", "mx.valbrune.example; dmarc=pass")
OTHERS_RESULT = ("authentication-results", "mx.elsewhere.example; dmarc=pass")
RECEIVED = ("received", "…")


def brought(*headers):
    """A message that came over two servers outside, with these headers."""
    return made(profile=OURS, hops=OUTSIDE * 2, headers=headers)


OPEN_ENDED = Signature("pass", HOME, bits=2048, is_partial=True)
SUBJECT_OPEN = Signature("pass", HOME, bits=2048, headers=("from", "to"))
TWO_SUBJECTS = (("subject", "one"), ("subject", "two"))
TWICE_SIGNED = Signature("pass", HOME, bits=2048, headers=("from", "subject", "subject"))

FIRES = [
    ("dmarc_failed", made(FAILED)),
    ("spf_failed", made(spf=Spf("fail", HOME))),
    ("spf_failed", made(spf=Spf("softfail", HOME))),
    ("signature_broken", made(dkim=[BROKEN])),
    ("signature_broken", made(dkim=[BROKEN, FOREIGN])),
    ("signature_partial", made(PASSED, dkim=[OPEN_ENDED])),
    ("signature_weak", made(PASSED, dkim=[Signature("pass", HOME, bits=1024)])),
    ("signature_weak", made(dkim=[Signature("permerror", HOME, algorithm="rsa-sha1")])),
    ("signature_weak", made(dkim=[Signature("policy", HOME, detail="the signature is past its end")])),
    ("signature_leaves_subject", made(PASSED, dkim=[SUBJECT_OPEN], subject="Leaflets")),
    ("signature_leaves_subject", made(PASSED, dkim=[GOOD], headers=TWO_SUBJECTS)),
    ("signature_replayed", made(BY_DKIM, Spf("pass", "elsewhere.example"), [GOOD], to="x@y.example")),
    ("signed_by_another", made(dkim=[FOREIGN])),
    ("own_domain_unproven", made(author=OWN, profile=OURS)),
    ("own_domain_unproven", made(author="Bob <bob@press.valbrune.example>", profile=OURS)),
    ("own_domain_unproven", made(Dmarc(), author=OWN, profile=OURS, envelope=Envelope(), hops=OUTSIDE)),
    ("unauthenticated", made()),
    ("unauthenticated", made(dkim=[FOREIGN])),
    ("return_path_elsewhere", made(envelope=Envelope(mail_from="x@elsewhere.example"))),
    ("return_path_elsewhere", made(envelope=Envelope(), return_path="x@elsewhere.example")),
    ("results_forged", brought(RECEIVED, RECEIVED, OUR_RESULT)),
    ("arc_sealed_pass", made(FAILED, arc=VOUCHED)),
    ("arc_sealed_pass", made(FAILED, arc=OUR_SEAL, profile=OURS)),
    ("authenticated_author", made(PASSED)),
    ("forwarded_intact", made(BY_DKIM, Spf("fail", HOME), [GOOD])),
]

SILENT = [
    ("dmarc_failed", made(PASSED)),
    ("dmarc_failed", made(Dmarc("none"))),
    ("dmarc_failed", made(Dmarc("temperror"))),
    ("dmarc_failed", made(FAILED, arc=VOUCHED)),
    ("spf_failed", made(BY_DKIM, Spf("fail", HOME), [GOOD])),
    ("spf_failed", made(spf=Spf("neutral", HOME))),
    ("spf_failed", made(spf=Spf("fail", HOME), bulk=LIST)),
    ("signature_broken", made(dkim=[BROKEN], bulk=LIST)),
    ("signature_broken", made(dkim=[BROKEN, GOOD])),
    ("signature_broken", made(dkim=[Signature("permerror", HOME, detail="there is no key")])),
    ("signature_broken", made(dkim=[Signature("fail", "elsewhere.example")])),
    ("signature_partial", made(PASSED, dkim=[GOOD, OPEN_ENDED])),
    ("signature_weak", made(PASSED, dkim=[GOOD, Signature("pass", HOME, bits=1024)])),
    ("signature_weak", made(PASSED, dkim=[Signature("pass", HOME, algorithm="ed25519-sha256")])),
    ("signature_weak", made(dkim=[Signature("permerror", HOME, detail="there is no key")])),
    ("signature_leaves_subject", made(PASSED, dkim=[GOOD], subject="Leaflets")),
    ("signature_leaves_subject", made(PASSED, dkim=[TWICE_SIGNED], headers=TWO_SUBJECTS, subject="one")),
    ("signature_replayed", made(BY_DKIM, Spf("pass", "elsewhere.example"), [GOOD])),
    ("signature_replayed", made(PASSED, Spf("pass", HOME), [GOOD], to="x@y.example")),
    ("signature_replayed", made(BY_DKIM, Spf(), [GOOD], to="x@y.example")),
    ("signed_by_another", made(PASSED, dkim=[FOREIGN, GOOD])),
    ("signed_by_another", made(dkim=[FOREIGN], bulk=LIST)),
    ("own_domain_unproven", made(PASSED, author=OWN, profile=OURS)),
    ("own_domain_unproven", made(author=OWN, profile=OURS, envelope=Envelope(is_outgoing=True))),
    ("own_domain_unproven", made(author=OWN, profile=OURS, envelope=Envelope(), hops=SIGNED_IN)),
    ("own_domain_unproven", made(author=OWN, profile=OURS, envelope=Envelope(), hops=INSIDE)),
    ("own_domain_unproven", made(author="Eve <eve@notvalbrune.example>", profile=OURS)),
    ("unauthenticated", made(PASSED)),
    ("unauthenticated", made(FAILED)),
    ("unauthenticated", made(Dmarc())),
    ("unauthenticated", made(Dmarc("temperror"))),
    ("unauthenticated", made(envelope=Envelope(), hops=INSIDE)),
    ("return_path_elsewhere", made()),
    ("return_path_elsewhere", made(envelope=Envelope(mail_from="b@bounces.stranger.example"))),
    ("return_path_elsewhere", made(envelope=Envelope(mail_from=""))),
    ("return_path_elsewhere", made(BY_DKIM, envelope=Envelope(mail_from="x@elsewhere.example"))),
    ("return_path_elsewhere", made(envelope=Envelope(mail_from="b@sendgrid.net"))),
    ("results_forged", brought(RECEIVED, OUR_RESULT, RECEIVED)),
    ("results_forged", brought(RECEIVED, RECEIVED, OTHERS_RESULT)),
    ("arc_sealed_pass", made(FAILED, arc=SEALED_BY_ANYBODY)),
    ("arc_sealed_pass", made(FAILED, arc=SEALED_AFTER_ANYBODY)),
    ("arc_sealed_pass", made(FAILED, arc=replace(VOUCHED, result="fail"))),
    ("arc_sealed_pass", made(FAILED, arc=replace(VOUCHED, seen=("dkim=pass", "dmarc=fail")))),
    ("arc_sealed_pass", made(FAILED, arc=replace(VOUCHED, proven=("elsewhere.example",)))),
    ("authenticated_author", made(FAILED)),
    ("authenticated_author", made(BY_DKIM, dkim=[OPEN_ENDED])),
    ("authenticated_author", made(Dmarc())),
    ("forwarded_intact", made(PASSED, Spf("pass", HOME), [GOOD])),
]


def _names(rows):
    return [f"{name}-{number}" for number, (name, _) in enumerate(rows)]


@pytest.mark.parametrize(("name", "message"), FIRES, ids=_names(FIRES))
def test_it_is_said(name, message):
    assert fires(name, message)


@pytest.mark.parametrize(("name", "message"), SILENT, ids=_names(SILENT))
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)


def test_what_the_domain_asks_for_decides_how_much_a_failure_weighs():
    graded = [
        strength("dmarc_failed", made(Dmarc("fail", HOME, asked)))
        for asked in ("none", "quarantine", "reject")
    ]
    assert graded == sorted(graded) and graded[0] < graded[2]
    assert strength("dmarc_failed", made(FAILED, bulk=LIST)) < strength("dmarc_failed", made(FAILED))


def test_a_late_replay_is_surer():
    soon = made(
        BY_DKIM, Spf("pass", "elsewhere.example"), [GOOD], to="x@y.example", envelope=SENT_ON, sent_at=NOON
    )
    late = made(BY_DKIM, Spf("pass", "elsewhere.example"), [GOOD], to="x@y.example", envelope=SENT_ON, **LATE)
    assert strength("signature_replayed", soon) < strength("signature_replayed", late)


def test_the_proof_of_a_free_address_says_less():
    free = made(Dmarc("pass", "gmail.com", "reject", False, True), author="Ada <ada@gmail.com>")
    by_spf = made(Dmarc("pass", HOME, "none", True, False))
    whole = strength("authenticated_author", made(PASSED))
    assert strength("authenticated_author", free) < whole
    assert strength("authenticated_author", by_spf) < whole


def test_mail_in_our_name_that_nobody_could_check_weighs_less():
    checked = made(author=OWN, profile=OURS)
    unchecked = made(Dmarc(), author=OWN, profile=OURS)
    assert 0 < strength("own_domain_unproven", unchecked) < strength("own_domain_unproven", checked)
