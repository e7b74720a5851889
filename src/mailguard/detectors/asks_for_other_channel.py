"""It wants to continue by phone or messaging app, where nothing is checked."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def asks_for_other_channel(facts: Facts) -> Iterator[Evidence]:
    """It wants to continue by phone or messaging app, where nothing is checked."""
    want = facts.insight.wanted("channel_move")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
