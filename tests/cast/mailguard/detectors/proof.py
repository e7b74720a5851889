"""What proves an author or fails to: what fires, and the near miss that must not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mailguard.facts import Arc, Authentication, Bulk, Dmarc, Envelope, Hop, Signature, Spf
from mailguard.profile import Profile
from tests.cast.mailguard.maker import facts

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


def _names(rows):
    return [f"{name}-{number}" for number, (name, _) in enumerate(rows)]
