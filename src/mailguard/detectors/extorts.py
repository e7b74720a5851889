"""It threatens to publish something unless it is paid."""

from collections.abc import Iterator

from mailguard.facts import Facts, phrases
from mailguard.facts.excerpts import quote
from mailguard.signals import Evidence, detector, found


@detector
def extorts(facts: Facts) -> Iterator[Evidence]:
    """It threatens to publish something unless it is paid."""
    want = phrases.wanted(facts, "extortion")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=quote(facts, want))
