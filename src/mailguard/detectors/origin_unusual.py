"""From another place than usual."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def origin_unusual(facts: Facts) -> Iterator[Evidence]:
    """It came from a different network than usual, as from a stolen account."""
    relation = facts.relation
    if relation.origin_known is not False or not relation.has_habits or facts.bulk.is_list:
        return
    n_changed = (relation.client_known is False) + (relation.structure_known is False)
    strength = (0.4, 0.7, 1.0)[n_changed]
    yield found("Messages from {author} never came from there.", strength, author=facts.author.address)
