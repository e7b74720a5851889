"""A signature that others could have made."""

from collections.abc import Iterator

from mailguard.facts import Facts, Signature, proof
from mailguard.signals import Evidence, detector, found


@detector
def signature_weak(facts: Facts) -> Iterator[Evidence]:
    """The signature of its author proves little."""
    signatures = proof.aligned(facts)
    if any(_is_sound(each) for each in signatures):
        return
    for each in signatures:
        if each.result == "policy" or each.algorithm == "rsa-sha1":
            yield found(
                "The signature of {domain} has expired or is of a forbidden type.", domain=each.domain
            )
        elif each.result == "pass":
            yield found("The key of {domain} is too short or only a test key.", 0.4, domain=each.domain)


def _is_sound(each: Signature) -> bool:
    """A pass whose key is long, or of a kind without lengths, and not marked as a test (RFC 6376 3.6.1)."""
    return (
        each.result == "pass"
        and (not each.bits or each.bits >= proof.SOUND_BITS)
        and "test" not in each.detail
    )
