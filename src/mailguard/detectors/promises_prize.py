"""It promises money or a gift."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def promises_prize(facts: Facts) -> Iterator[Evidence]:
    """It promises money or a gift."""
    want = facts.insight.wanted("prize")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
