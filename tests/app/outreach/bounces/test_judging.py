"""What servers' words mean."""

import time

import pytest

from hustings.outreach.bounces import classification
from hustings.outreach.bounces.classification import judge
from hustings.outreach.delivery.models.reasons import Reason, Severity

HARD, SOFT, BLOCK = Severity.HARD, Severity.SOFT, Severity.BLOCK


@pytest.mark.parametrize(
    ("status", "said", "severity", "reason"),
    [
        # Words before codes: the same code means many things.
        ("5.1.1", "550 5.1.1 <zoe@example.org>: Recipient address rejected: User unknown",
         HARD, Reason.UNKNOWN),
        ("5.1.1", "550 5.1.1 blocked using zen.spamhaus.example; see the list", BLOCK, Reason.LISTED),
        ("5.7.1", "550 5.7.1 No such user here", HARD, Reason.UNKNOWN),
        ("5.0.0", "550 5.2.1 The email account that you tried to reach is disabled", HARD, Reason.CLOSED),
        ("", "550-5.1.1 The email account that you tried to reach does not exist", HARD, Reason.UNKNOWN),
        ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied. [AB1CD.eop.example]",
         HARD, Reason.UNKNOWN),
        ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
         HARD, Reason.UNKNOWN),
        ("5.4.4", "Host or domain name not found. Name service error for name=gone.example",
         HARD, Reason.NO_DOMAIN),
        ("5.1.2", "", HARD, Reason.NO_DOMAIN),
        ("5.1.10", "556 5.1.10 this domain does not accept mail (nullMX)", HARD, Reason.NO_DOMAIN),
        ("5.2.2", "552 5.2.2 The recipient's inbox is out of storage space", SOFT, Reason.FULL),
        ("4.2.2", "452 4.2.2 Mailbox full", SOFT, Reason.FULL),
        ("4.4.1", "connect to mx.example.org[192.0.2.1]:25: Connection timed out", SOFT, Reason.SILENT),
        ("4.4.7", "delivery time expired", SOFT, Reason.SILENT),
        ("4.3.0", "451 4.3.0 Temporary lookup failure", SOFT, Reason.BUSY),
        ("5.4.6", "554 5.4.6 Too many hops", SOFT, Reason.LOOP),
        ("5.3.4", "552 5.3.4 Message size exceeds fixed limit", BLOCK, Reason.TOO_LARGE),
        ("5.7.26", "550-5.7.26 This mail is unauthenticated, which poses a risk to the sender", BLOCK,
         Reason.UNPROVEN),
        ("5.7.1", "554 5.7.1 Message rejected as spam", BLOCK, Reason.SPAM),
        ("4.7.28", "421-4.7.28 Our system has detected an unusual rate of mail", BLOCK, Reason.TOO_MANY),
        ("5.7.1", "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. (S3140)",
         BLOCK, Reason.LISTED),
        ("5.7.1", "554 5.7.1 Relay access denied", BLOCK, Reason.POLICY),
        ("5.7.1", "", BLOCK, Reason.POLICY),
        # Providers in France.
        ("5.1.1", "550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]",
         HARD, Reason.UNKNOWN),
        ("5.2.0", "550 5.2.0 Mail rejete. Mail rejected. OFR_506 [506]", BLOCK, Reason.SPAM),
        ("4.0.0", "421 mwinf5c04 ME Trop de connexions, veuillez verifier. OFR_004 [104]",
         BLOCK, Reason.TOO_MANY),
        ("5.2.2", "552 5.2.2 Boîte du destinataire pleine. OFR_417 [417]", SOFT, Reason.FULL),
        ("5.7.1", "550 5.7.1 LPN007_401 serveur refuse pour mauvaise réputation", BLOCK, Reason.LISTED),
        ("", "550 spam detecte, message indésirable", BLOCK, Reason.SPAM),
        ("5.1.1", "550 5.1.1 Cette adresse n'existe pas", HARD, Reason.UNKNOWN),
        ("5.2.1", "550 5.2.1 This mailbox has been blocked due to inactivity", HARD, Reason.CLOSED),
        ("", "451 too many errors from your ip, please try later", BLOCK, Reason.TOO_MANY),
        # A server that says "not now" of a mailbox is not taken at its word for good.
        ("5.1.1", "450 4.1.1 <zoe@example.org>: Recipient address rejected: unverified, user unknown", SOFT,
         Reason.UNKNOWN),
        ("4.4.3", "Host not found", SOFT, Reason.NO_DOMAIN),
        # What nobody understands passes.
        ("5.0.0", "", SOFT, Reason.UNCLEAR),
        ("", "", SOFT, Reason.UNCLEAR),
        ("5.9.9", "quod licet Iovi", SOFT, Reason.UNCLEAR),
    ],
)  # fmt: skip
def test_words_are_understood(status, said, severity, reason):
    assert judge(status, said) == (severity, reason)


def test_every_reason_is_lasting_passing_or_ours():
    assert {classification.severity_of(reason) for reason in Reason} == {HARD, SOFT, BLOCK}
    assert classification.severity_of(Reason.FULL) == SOFT


@pytest.mark.parametrize("unit", ["mailbox ", "user", "domain host ", "é", "5.1.1 ", "a" * 50 + " "])
def test_endless_words_take_no_endless_time(unit):
    started = time.process_time()
    judge("5.1.1", unit * 200_000)
    assert time.process_time() - started < 0.2
