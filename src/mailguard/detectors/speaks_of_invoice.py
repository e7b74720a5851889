"""It speaks of an invoice."""

from collections.abc import Iterator

from mailguard import intents
from mailguard.facts import Facts
from mailguard.quoting import quote
from mailguard.signals import Evidence, detector, found


@detector
def speaks_of_invoice(facts: Facts) -> Iterator[Evidence]:
    """It speaks of an invoice."""
    want = intents.wanted(facts, "invoice")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=quote(facts, want))
