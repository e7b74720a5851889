"""It threatens to publish something unless it is paid."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def extorts(facts: Facts) -> Iterator[Evidence]:
    """It threatens to publish something unless it is paid."""
    want = facts.insight.wanted("extortion")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
