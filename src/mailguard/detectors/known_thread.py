"""A conversation of ours."""

from collections.abc import Iterator

from mailguard.facts import Facts, proof
from mailguard.signals import Evidence, detector, found


@detector
def known_thread(facts: Facts) -> Iterator[Evidence]:
    """It continues one of our conversations, by someone who was part of it."""
    relation = facts.relation
    if relation.thread != "known" or not relation.is_our_thread or not relation.is_thread_member:
        return
    strength = 1.0 if facts.is_authenticated else 0.2 if proof.was_checked(facts) else 0.6
    if relation.client_known is False and relation.origin_known is False:
        strength *= 0.5
    yield found("{author} was part of it.", strength, author=facts.author.address)
