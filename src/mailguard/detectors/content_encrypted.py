"""A letter that only its recipient can open."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found


@detector
def content_encrypted(facts: Facts) -> Iterator[Evidence]:
    """It is encrypted, so its content could not be checked."""
    if facts.met.isdisjoint({"smime_encrypted", "pgp_encrypted"}):
        return
    is_known = identity.is_acquaintance(facts) or facts.relation.is_our_thread
    if is_known or (facts.is_authenticated and identity.is_ours(facts.author, facts)):
        yield found("We correspond with its sender.", 0.2)
    else:
        yield found("We don't know its sender.")
