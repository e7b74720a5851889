"""Whom it says it is for."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def recipient_odd(facts: Facts) -> Iterator[Evidence]:
    """It hides its recipients, or is addressed to its own sender."""
    if facts.bulk.is_list or facts.envelope.is_outgoing or not facts.author.address:
        return
    shown = {each.key for each in (*facts.to, *facts.cc) if each.address}
    reached = {each.lower() for each in facts.envelope.rcpt_to}
    if not shown:
        yield found("It has no visible recipient.", 0.4 if facts.bulk.unsubscribe else 0.8)
    elif shown == {facts.author.key} and reached != shown:
        yield found("It is addressed to {author}, its own sender.", author=facts.author.address)
