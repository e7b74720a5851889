"""The server that sent it had no leave to."""

from collections.abc import Iterator

from mailguard.facts import Facts, proof
from mailguard.signals import Evidence, detector, found

_STRENGTHS = {"fail": 1.0, "softfail": 0.5}


@detector
def spf_failed(facts: Facts) -> Iterator[Evidence]:
    """It came from a server that the sender's domain doesn't authorise."""
    spf = facts.authentication.spf
    strength = _STRENGTHS.get(spf.result)
    # A proven author outweighs it: forwarding alone makes SPF fail (RFC 7208 appendix D).
    if strength is None or facts.is_authenticated or proof.is_indirect(facts):
        return
    yield found("{domain} doesn't list the server that sent this.", strength, domain=spf.domain)
