"""A true letter to somebody else, sent on to us."""

from collections.abc import Iterator
from datetime import timedelta

from mailguard.facts import Facts, proof
from mailguard.signals import Evidence, detector, found

_LATE = timedelta(hours=24)


@detector
def signature_replayed(facts: Facts) -> Iterator[Evidence]:
    """It is signed, but was written to someone else and came by a route its author doesn't use."""
    auth = facts.authentication
    good = [each for each in proof.aligned(facts) if each.result == "pass"]
    if not good or auth.dmarc.has_aligned_spf or auth.spf.result == "unknown" or facts.bulk.is_list:
        return
    ours = {address.lower() for address in facts.envelope.rcpt_to}
    named = {each.key for each in (*facts.to, *facts.cc)}
    if not ours or not named or ours & named or facts.bulk.unsubscribe or proof.is_vouched(facts):
        return
    signed = good[0].signed_at or facts.sent_at
    is_late = bool(signed and facts.now and facts.now - signed > _LATE)
    yield found("It was written to {other}.", 1.0 if is_late else 0.5, other=min(named))
