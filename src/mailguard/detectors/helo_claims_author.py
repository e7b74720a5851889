"""A server that claims the author's name."""

from collections.abc import Iterator

from mailguard.facts import Facts, proof
from mailguard.identifiers import domain_names
from mailguard.signals import Evidence, detector, found


@detector
def helo_claims_author(facts: Facts) -> Iterator[Evidence]:
    """The server that sent it claimed the author's domain, but doesn't belong to it."""
    hop = proof.from_outside(facts)
    own = facts.author.organisation
    if hop is None or not own or facts.is_authenticated or domain_names.organisation(hop.helo.lower()) != own:
        return
    named = domain_names.organisation(hop.name.lower()) if hop.name else ""
    if facts.authentication.helo.result in {"fail", "softfail"} or (named and named != own):
        yield found("It called itself {helo}, but is {name}.", helo=hop.helo, name=hop.name or hop.ip)
