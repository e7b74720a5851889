"""It claims to come from an authority."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def speaks_for_authority(facts: Facts) -> Iterator[Evidence]:
    """It claims to come from an authority."""
    want = facts.insight.wanted("authority")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
