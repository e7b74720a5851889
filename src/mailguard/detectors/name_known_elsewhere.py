"""Somebody we know, from another address."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found

_ACQUAINTED = 3  # messages after which it is one more address of theirs


@detector
def name_known_elsewhere(facts: Facts) -> Iterator[Evidence]:
    """We know this name, but from another address."""
    relation = facts.relation
    if not relation.name_addresses or relation.n_sent or relation.n_received >= _ACQUAINTED:
        return
    if identity.is_ours(facts.author, facts) or facts.bulk.is_list:
        return
    if identity.is_service(facts.author, facts):
        return
    organisations = {each.rpartition("@")[2] for each in relation.name_addresses}
    strength = 0.5 if facts.author.domain in organisations and facts.is_authenticated else 1.0
    if relation.n_received:
        strength *= 0.4
    yield found(
        "{name} usually writes from {known}, not from {address}.",
        strength,
        name=facts.author.name,
        known=relation.name_addresses[0],
        address=facts.author.address,
    )
