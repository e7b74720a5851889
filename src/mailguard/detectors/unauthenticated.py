"""Nobody stands behind the author's name."""

from collections.abc import Iterator

from mailguard.facts import Facts, proof
from mailguard.signals import Evidence, detector, found


@detector
def unauthenticated(facts: Facts) -> Iterator[Evidence]:
    """The sender is not authenticated."""
    auth = facts.authentication
    if facts.is_authenticated or not proof.was_checked(facts) or proof.is_indirect(facts):
        return
    if proof.from_outside(facts) is None and not facts.envelope.mail_from:
        return  # it never left our own servers
    if auth.dmarc.result != "fail":  # that one speaks for itself
        strength = 0.5 if auth.signers or auth.spf.result == "pass" else 1.0
        yield found(
            "Neither a signature nor the server authenticates {author}.", strength, author=facts.author.domain
        )
