"""A link that knows whom it was sent to, in a message that is no newsletter."""

import base64
from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def link_carries_recipient(facts: Facts) -> Iterator[Evidence]:
    """A link contains your own address, as fake log-in forms do."""
    if facts.bulk.is_list or facts.bulk.unsubscribe:
        return
    marks = _marks(facts)
    for link in facts.foreign if marks else ():
        url = link.url.lower().replace("%40", "@")
        if "unsubscribe" in url or "optout" in url or "desinscri" in url:
            continue
        if any(mark.lower() in url if "@" in mark else mark in link.url for mark in marks):
            yield found("The link to {host} contains your address.", host=link.host)


def _marks(facts: Facts) -> set[str]:
    """The recipients' addresses as they are, and in base64 without its padding."""
    marks = set()
    for address in {*facts.envelope.rcpt_to, *(mailbox.address for mailbox in facts.to)}:
        if len(address) > 5 and "@" in address:
            marks |= {address, base64.b64encode(address.encode()).decode().rstrip("=")}
    return marks
