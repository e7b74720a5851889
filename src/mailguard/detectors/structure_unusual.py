"""Built otherwise than usual."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def structure_unusual(facts: Facts) -> Iterator[Evidence]:
    """Its structure differs from this sender's usual messages."""
    relation = facts.relation
    if relation.structure_known is False and relation.has_habits and not facts.bulk.is_list:
        strength = min(1.0, 0.3 + relation.n_received / 50)
        yield found("Messages from {author} never had this structure.", strength, author=facts.author.address)
