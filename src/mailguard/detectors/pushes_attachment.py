"""It urges you to open the attachment."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def pushes_attachment(facts: Facts) -> Iterator[Evidence]:
    """It urges you to open the attachment."""
    want = facts.insight.wanted("attachment_push")
    if want.n and not facts.bulk.is_list:
        yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))
