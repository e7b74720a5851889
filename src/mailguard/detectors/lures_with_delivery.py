"""It is about a parcel that could not be delivered."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def lures_with_delivery(facts: Facts) -> Iterator[Evidence]:
    """It is about a parcel that could not be delivered."""
    want = facts.insight.wanted("delivery_lure")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
