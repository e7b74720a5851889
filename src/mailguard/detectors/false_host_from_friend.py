"""A host that nobody should bear, in mail of somebody we know."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, links, lures, sender_names
from mailguard.signals import Evidence, detector, found


@detector
def false_host_from_friend(facts: Facts) -> Iterator[Evidence]:
    """Someone we know links to a website with a borrowed or generic name: their mailbox may be hacked."""
    if not facts.author.address or facts.bulk.is_list or facts.bulk.unsubscribe:
        return
    ends = facts.insight.ends
    if not ends or facts.insight.strangeness:
        return
    for _, host in ends:
        if not facts.insight.is_away(host) or links.is_anybodys(host):
            continue
        name, sure = lures.borrowed(host, facts, at_home=False)
        match = identity.likeness(host, facts)
        false = sender_names.is_nameless(host) or match is not None or (name and sure > lures.SURE)
        if false:
            lured = facts.insight.lured("bait").n or facts.insight.wanted("document_lure").n
            yield found("{host} is not what it seems.", 1.0 if lured else 0.85, host=host)
            return
