"""Bounces go to somebody else."""

from collections.abc import Iterator

from mailguard.facts import Facts, proof
from mailguard.identifiers import domain_names, lists
from mailguard.signals import Evidence, detector, found


@detector
def return_path_elsewhere(facts: Facts) -> Iterator[Evidence]:
    """It was sent by a different organisation from the one it claims to come from."""
    sender = proof.sender_domain(facts)
    author = facts.author.organisation
    if not sender or not author or domain_names.organisation(sender) == author:
        return
    if facts.bulk.is_list or facts.is_authenticated or lists.match("bulk_mailers", sender):
        return
    strength = 0.5 if facts.bulk.unsubscribe else 1.0
    yield found("It says {author}, but was sent as {sender}.", strength, author=author, sender=sender)
