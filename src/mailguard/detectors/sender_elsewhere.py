"""Sent by another hand."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.identifiers import lists
from mailguard.signals import Evidence, detector, found


@detector
def sender_elsewhere(facts: Facts) -> Iterator[Evidence]:
    """Its Sender line names a different organisation from the author's."""
    sender = facts.sender
    if sender is None or not sender.address or facts.bulk.is_list or facts.is_authenticated:
        return
    if sender.organisation == facts.author.organisation or lists.match("bulk_mailers", sender.domain):
        return
    yield found(
        "It is from {author}, but {sender} sent it.", author=facts.author.address, sender=sender.address
    )
