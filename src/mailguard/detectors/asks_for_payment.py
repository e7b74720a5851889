"""It asks for a payment."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def asks_for_payment(facts: Facts) -> Iterator[Evidence]:
    """It asks for a payment."""
    want = facts.insight.wanted("payment")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
