"""Built otherwise than usual."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def structure_unusual(facts: Facts) -> Iterator[Evidence]:
    """It is built of other parts than this sender's mail."""
    relation = facts.relation
    if relation.structure_known is False and relation.has_habits and not facts.bulk.is_list:
        strength = min(1.0, 0.3 + relation.n_received / 50)
        yield found("Mail of {author} was never built like this.", strength, author=facts.author.address)
