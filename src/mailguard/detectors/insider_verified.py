"""A colleague, proven."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, proof
from mailguard.signals import Evidence, detector, found


@detector
def insider_verified(facts: Facts) -> Iterator[Evidence]:
    """A team member wrote it (authenticated)."""
    if not identity.is_ours(facts.author, facts):
        return
    if not (facts.is_authenticated or proof.is_vouched(facts)) or proof.is_only_begun(facts):
        return
    insider = facts.profile.insiders_by_address.get(facts.author.key)
    is_private = insider is not None and not proof.is_own(facts.author.domain, facts)
    strength = 0.6 if is_private else 1.0
    if facts.relation.origin_known is False and facts.relation.client_known is False:
        strength *= 0.4  # the account may be stolen
    strength *= identity.steadiness(facts)
    yield found("{author} is one of ours.", strength, author=facts.author.address)
