"""Somebody else's signature."""

from collections.abc import Iterator

from mailguard.facts import Facts, proof
from mailguard.identifiers import domain_names, lists
from mailguard.signals import Evidence, detector, found


@detector
def signed_by_another(facts: Facts) -> Iterator[Evidence]:
    """It is signed, but not by the organisation it claims to come from."""
    signers = sorted(facts.authentication.signers)
    if not signers or facts.is_authenticated or proof.is_indirect(facts) or not proof.was_checked(facts):
        return
    foreign = [each for each in signers if domain_names.organisation(each) != facts.author.organisation]
    if foreign and len(foreign) == len(signers):
        strength = 0.4 if any(lists.match("bulk_mailers", each) for each in foreign) else 1.0
        yield found(
            "It claims to be from {author}, but {signer} signed it.",
            strength,
            author=facts.author.domain,
            signer=foreign[0],
        )
