"""It threatens that an account or access will be lost."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def threatens_account(facts: Facts) -> Iterator[Evidence]:
    """It threatens that an account or access will be lost."""
    want = facts.insight.wanted("account_threat")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
