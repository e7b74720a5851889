"""Something to see that lies behind a stranger's link."""

from collections.abc import Iterator

from mailguard.facts import Facts, links
from mailguard.signals import Evidence, detector, found

_SHORT = 1_200  # characters; what is longer has more to say than where to click


@detector
def bait_link(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender's short message links to a document or invitation on someone else's site."""
    if not facts.author.address or not (strange := facts.insight.strangeness) or facts.bulk.unsubscribe:
        return
    away = [host for _, host in facts.insight.ends if links.is_anybodys(host) or facts.insight.is_away(host)]
    if not away or len(facts.text) > _SHORT:
        return
    want = facts.insight.lured("bait")
    if want.n:
        several = 0.5 if len(set(away)) > 2 else 1.0
        yield found(
            "It says “{words}” and leads to {host}.",
            strange * several * (1.0 if want.n > 1 else 0.75),
            words=facts.insight.quote(want),
            host=away[0],
        )
