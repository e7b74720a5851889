"""A stranger in a conversation of ours."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found


@detector
def thread_intruder(facts: Facts) -> Iterator[Evidence]:
    """Someone who wasn't part of one of our conversations continues it."""
    relation = facts.relation
    if relation.thread != "known" or not relation.is_our_thread or facts.bulk.is_list:
        return
    if relation.is_thread_member is not False or identity.is_ours(facts.author, facts):
        return
    if relation.is_thread_organisation and not identity.is_free(facts.author):
        return
    poses = bool(relation.name_addresses or relation.similar_addresses) or identity.likeness(
        facts.author.domain, facts
    )
    strength = 1.0 if poses else 0.3 if identity.is_acquaintance(facts) else 0.7
    yield found("{address} was not part of it.", strength, address=facts.author.address)
