"""It puts you under time pressure."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def presses_for_time(facts: Facts) -> Iterator[Evidence]:
    """It puts you under time pressure."""
    want = facts.insight.wanted("urgency")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
