"""It wants you to call a number about a charge."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def asks_to_call(facts: Facts) -> Iterator[Evidence]:
    """It wants you to call a number about a charge."""
    want = facts.insight.wanted("callback")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
