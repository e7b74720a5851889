"""A sender's domain that wants to be taken for another."""

from collections.abc import Iterator

from mailguard import identity
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def lookalike_sender(facts: Facts) -> Iterator[Evidence]:
    """It comes from a domain that wants to be taken for another."""
    told = set()
    for where, address in identity.addresses(facts):
        host = address.rpartition("@")[2].strip("<> ").lower()
        match = identity.likeness(host, facts) if host and host not in told else None
        told.add(host)
        if match:
            strength = match.strength * (0.8 if match.is_provider else 1.0)
            yield found(
                "{where} says {host}, which looks like {name}.",
                strength * (0.4 if facts.bulk.is_list else 1.0),
                where=where,
                host=match.host,
                name=match.name,
            )
