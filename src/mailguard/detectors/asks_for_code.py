"""It asks for a code that only its owner should see."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def asks_for_code(facts: Facts) -> Iterator[Evidence]:
    """It asks for a code that only its owner should see."""
    want = facts.insight.wanted("code_request")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
