"""A partner, proven."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, proof
from mailguard.signals import Evidence, detector, found


@detector
def partner_verified(facts: Facts) -> Iterator[Evidence]:
    """One of our partners or services wrote it (authenticated)."""
    if not identity.is_partner(facts.author, facts) or proof.is_only_begun(facts):
        return
    if facts.is_authenticated:
        strength = 0.5 if facts.relation.origin_known is False else 1.0
        strength *= identity.steadiness(facts)
        yield found("{domain} is among our partners.", strength, domain=facts.author.organisation)
