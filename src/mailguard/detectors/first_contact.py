"""The first message from somebody."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found


@detector
def first_contact(facts: Facts) -> Iterator[Evidence]:
    """No one here has received e-mail from this address before."""
    relation = facts.relation
    if not facts.insight.has_past or relation.n_received or relation.n_sent:
        return
    if not facts.author.address or identity.is_ours(facts.author, facts) or facts.bulk.is_list:
        return
    is_new_house = identity.is_free(facts.author) or not (
        relation.n_from_organisation or relation.n_to_organisation
    )
    strength = 1.0 if is_new_house else 0.4
    if facts.bulk.unsubscribe or facts.bulk.is_automatic:
        strength *= 0.5
    yield found("{address} is new to us.", strength, address=facts.author.address)
