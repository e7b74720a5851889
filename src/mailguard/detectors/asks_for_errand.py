"""It starts with a small favour, as scams do."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def asks_for_errand(facts: Facts) -> Iterator[Evidence]:
    """It starts with a small favour, as scams do."""
    want = facts.insight.wanted("errand")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
