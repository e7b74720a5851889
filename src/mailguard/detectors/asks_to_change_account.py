"""It asks to pay to another bank account."""

from collections.abc import Iterator

from mailguard.facts import Facts, phrases
from mailguard.facts.excerpts import quote
from mailguard.signals import Evidence, detector, found


@detector
def asks_to_change_account(facts: Facts) -> Iterator[Evidence]:
    """It asks to pay to another bank account."""
    want = phrases.wanted(facts, "bank_change")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=quote(facts, want))
