"""A good forwarder's word."""

from collections.abc import Iterator

from mailguard.facts import Facts, proof
from mailguard.signals import Evidence, detector, found


@detector
def arc_sealed_pass(facts: Facts) -> Iterator[Evidence]:
    """A forwarder we trust confirms that its author was authenticated."""
    if proof.is_vouched(facts) and not facts.is_authenticated:
        arc = facts.authentication.arc
        yield found(
            "{sealer} vouches for it.", 1.0 if "dmarc=pass" in arc.seen else 0.6, sealer=arc.sealers[0]
        )
