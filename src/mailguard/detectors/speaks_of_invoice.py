"""It is about an invoice."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def speaks_of_invoice(facts: Facts) -> Iterator[Evidence]:
    """It is about an invoice."""
    want = facts.insight.wanted("invoice")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
