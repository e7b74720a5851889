"""The same letter many times over."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found


@detector
def campaign_burst(facts: Facts) -> Iterator[Evidence]:
    """Nearly the same text came from several senders in two days."""
    relation = facts.relation
    if relation.n_like_this_senders < 2 or facts.bulk.is_list or identity.is_ours(facts.author, facts):
        return
    strength = min(1.0, 0.2 + relation.n_like_this_senders / 6)
    if identity.is_acquaintance(facts):
        strength *= 0.3
    yield found(
        "{n} messages like it from {senders} senders.",
        strength,
        n=relation.n_like_this,
        senders=relation.n_like_this_senders,
    )
