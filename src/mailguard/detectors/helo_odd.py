"""A server that greets like none."""

from collections.abc import Iterator

from mailguard.facts import Facts, Hop, proof
from mailguard.identifiers import domain_names
from mailguard.signals import Evidence, detector, found


@detector
def helo_odd(facts: Facts) -> Iterator[Evidence]:
    """The server that sent it used a name that no real mail server has."""
    hop = proof.from_outside(facts)
    if hop is None or not hop.helo:
        return
    helo = hop.helo.lower()
    if _is_ours(helo, hop, facts):
        yield found("It called itself {helo}, as if it were ours.", helo=helo)
    elif domain_names.is_ip(helo.strip("[]")):
        yield found("It called itself by an address, {helo}.", 0.5, helo=helo)
    elif "." not in helo or helo.endswith((".local", ".lan", ".localdomain", ".internal", ".home")):
        yield found("It called itself {helo}, which doesn't exist on the internet.", 0.7, helo=helo)


def _is_ours(helo: str, hop: Hop, facts: Facts) -> bool:
    """Our own name from a stranger's mouth: neither looked up as ours nor allowed by us (RFC 7208)."""
    if facts.authentication.helo.result == "pass" or proof.is_own(hop.name.lower(), facts):
        return False
    return proof.is_own(helo, facts) or (bool(hop.by) and helo == hop.by.lower() and hop.name.lower() != helo)
