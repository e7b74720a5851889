"""It asks for gift cards."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def asks_for_gift_cards(facts: Facts) -> Iterator[Evidence]:
    """It asks for gift cards."""
    want = facts.insight.wanted("gift_card")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
