"""It asks you to open a shared document or a message elsewhere."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def lures_to_document(facts: Facts) -> Iterator[Evidence]:
    """It asks you to open a shared document or a message elsewhere."""
    want = facts.insight.wanted("document_lure")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
