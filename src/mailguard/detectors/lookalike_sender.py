"""A sender's domain that wants to be taken for another."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found


@detector
def lookalike_sender(facts: Facts) -> Iterator[Evidence]:
    """It comes from a look-alike domain."""
    told = set()
    for where, address in identity.addresses(facts):
        host = address.rpartition("@")[2].strip("<> ").lower()
        match = identity.likeness(host, facts) if host and host not in told else None
        told.add(host)
        if match and not _is_proven_author(match.name, where, facts):
            strength = match.strength * (0.8 if match.is_provider else 1.0)
            yield found(
                "{where} says {host}, which looks like {name}.",
                strength * (0.4 if facts.bulk.is_list else 1.0),
                where=where,
                host=match.host,
                name=match.name,
            )


def _is_proven_author(name: str, where: str, facts: Facts) -> bool:
    """It looks like the domain that the message truly comes from: services send from such neighbours.

    Answers are another matter: whoever has got into a true mailbox leads them to a neighbour of his own.
    """
    return facts.is_authenticated and name == facts.author.organisation and where != "Reply-To"
