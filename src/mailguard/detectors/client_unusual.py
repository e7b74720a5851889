"""Another program than usual."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def client_unusual(facts: Facts) -> Iterator[Evidence]:
    """It wasn't created the way this sender's messages usually are."""
    relation = facts.relation
    if relation.client_known is False and relation.has_habits and not facts.bulk.is_list:
        strength = min(1.0, 0.4 + relation.n_received / 50)
        yield found(
            "{author} has written {n} times, always in a different way.",
            strength,
            author=facts.author.address,
            n=relation.n_received,
        )
