"""A list that people discuss on."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def discussion_list(facts: Facts) -> Iterator[Evidence]:
    """It came through a mailing list."""
    if facts.bulk.is_list and facts.bulk.list_id:
        yield found("The list is {name}.", name=facts.bulk.list_id)
