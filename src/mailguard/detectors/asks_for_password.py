"""It asks you to log in or to confirm an account."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def asks_for_password(facts: Facts) -> Iterator[Evidence]:
    """It asks you to log in or to confirm an account."""
    want = facts.insight.wanted("password")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
