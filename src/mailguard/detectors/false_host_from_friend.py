"""A host that nobody should bear, in mail of somebody we know."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, lures, phrases
from mailguard.signals import Evidence, detector, found


@detector
def false_host_from_friend(facts: Facts) -> Iterator[Evidence]:
    """Somebody we know leads to a website with a borrowed name, or nobody's: mailboxes are broken into."""
    if not facts.author.address or facts.bulk.is_list or facts.bulk.unsubscribe:
        return
    ends = lures.ends(facts)
    if not ends or lures.strangeness(facts):
        return
    for _, host in ends:
        if not lures.is_away(host, facts) or lures.is_anybodys(host):
            continue
        name, sure = lures.borrowed(host, facts, at_home=False)
        match = identity.likeness(host, facts)
        false = lures.is_nameless(host) or match is not None or (name and sure > lures.SURE)
        if false:
            lured = phrases.lured(facts, "bait").n or phrases.wanted(facts, "document_lure").n
            yield found("{host} is not what it seems.", 1.0 if lured else 0.85, host=host)
            return
