"""Somebody we write with."""

import math
from collections.abc import Iterator

from mailguard.facts import Facts, identity, proof
from mailguard.signals import Evidence, detector, found


@detector
def known_correspondent(facts: Facts) -> Iterator[Evidence]:
    """We have corresponded with this sender before."""
    relation = facts.relation
    if not relation.n_sent and relation.n_authenticated < 3:
        return
    both = min(relation.n_sent, relation.n_received)
    strength = min(1.0, 0.3 + 0.12 * math.log2(1 + 2 * both + min(relation.n_received, 8) / 4))
    strength *= _sure(facts) * identity.steadiness(facts)
    if strength > 0.05:
        yield found(
            "{received} messages received from {author}, {sent} sent.",
            strength,
            received=relation.n_received,
            sent=relation.n_sent,
            author=facts.author.address,
        )


def _sure(facts: Facts) -> float:
    """How sure it is that the acquaintance wrote it: proof now, or at least the old habits."""
    relation = facts.relation
    habits = (relation.client_known, relation.origin_known)
    if facts.is_authenticated:
        return 0.4 if habits == (False, False) else 1.0
    if relation.n_authenticated or facts.authentication.dmarc.result == "fail":
        return 0.0  # those who proved themselves before and don't now are somebody else
    if proof.was_checked(facts):
        return 0.2
    return 0.2 if False in habits else 0.7
