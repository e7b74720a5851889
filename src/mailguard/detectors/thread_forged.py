"""An answer to what we never wrote."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def thread_forged(facts: Facts) -> Iterator[Evidence]:
    """It claims to reply to a message that we never sent."""
    if facts.relation.thread == "forged" and not facts.bulk.is_list:
        yield found("We don't know {reference}.", reference=facts.references[-1])
