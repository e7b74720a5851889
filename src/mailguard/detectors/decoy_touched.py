"""A trap that no honest mail knows of."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def decoy_touched(facts: Facts) -> Iterator[Evidence]:
    """It is sent to, or mentions, an address that is only a decoy."""
    decoys = {each.lower() for each in facts.profile.decoys}
    if not decoys or facts.author.key in decoys:
        return
    reached = {each.key for each in (*facts.to, *facts.cc, *facts.reply_to)}
    reached |= {each.lower() for each in facts.envelope.rcpt_to}
    for decoy in sorted(decoys & reached):
        yield found("{decoy} is a decoy.", decoy=decoy)
    text = f"{facts.text[:20_000]}\n{facts.quoted[:20_000]}".lower()
    for decoy in sorted(decoys - reached):
        if decoy in text or any(decoy in link.url.lower() for link in facts.links[:200]):
            yield found("{decoy} is a decoy.", decoy=decoy)
