"""It was signed, and then changed."""

from collections.abc import Iterator

from mailguard.facts import Facts, proof
from mailguard.signals import Evidence, detector, found


@detector
def signature_broken(facts: Facts) -> Iterator[Evidence]:
    """It has its author's signature, but was modified afterwards."""
    if proof.is_indirect(facts):  # footers and prefixes of lists
        return
    signatures = proof.aligned(facts)
    broken = [each for each in signatures if each.result == "fail"]
    if not broken or any(each.result == "pass" for each in signatures):
        return
    strength = 0.4 if facts.is_authenticated else 1.0
    yield found("The signature of {domain} is not valid.", strength, domain=broken[0].domain)
