"""It asks for a list of people."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def asks_for_data(facts: Facts) -> Iterator[Evidence]:
    """It asks for a list of people."""
    want = facts.insight.wanted("data_request")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
