"""It asks for secrecy, or says that you can't call back."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def asks_for_secrecy(facts: Facts) -> Iterator[Evidence]:
    """It asks for secrecy, or says that you can't call back."""
    want = facts.insight.wanted("secrecy")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
