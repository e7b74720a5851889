"""Somebody writes as if from inside."""

from collections.abc import Iterator

from mailguard.facts import Facts, proof
from mailguard.signals import Evidence, detector, found


@detector
def own_domain_unproven(facts: Facts) -> Iterator[Evidence]:
    """It claims to be from our own domain, but came from outside, unauthenticated."""
    if not proof.is_own(facts.author.domain, facts) or facts.is_authenticated or proof.is_vouched(facts):
        return
    if proof.from_outside(facts) is None:
        return
    strength = 1.0 if proof.was_checked(facts) else 0.6
    if facts.bulk.is_list:
        strength *= 0.3
    yield found("Nothing proves that {author} wrote it.", strength, author=facts.author.address)
