"""It is unsolicited advertising."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def offers_business(facts: Facts) -> Iterator[Evidence]:
    """It is unsolicited advertising."""
    want = facts.insight.wanted("investment")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
