"""It asks you to pay into a different bank account."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def asks_to_change_account(facts: Facts) -> Iterator[Evidence]:
    """It asks you to pay into a different bank account."""
    want = facts.insight.wanted("bank_change")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
