"""An address that is nearly one we know."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, links
from mailguard.signals import Evidence, detector, found


@detector
def similar_to_known(facts: Facts) -> Iterator[Evidence]:
    """Its address is almost that of someone we know."""
    author = facts.author
    if not facts.relation.similar_addresses or identity.is_ours(author, facts):
        return
    for known in facts.relation.similar_addresses:
        local, _, domain = known.rpartition("@")
        if not local and _is_known(facts):  # two providers of mailboxes may have names alike
            continue
        # The same mailbox name at another house is often a second address of the same person.
        strength = 0.5 if local == author.local else 0.6 if domain == author.domain else 1.0
        if facts.relation.n_received:
            strength *= 0.6
        yield found("{address} looks like {known}.", strength, address=author.address, known=known)


def _is_known(facts: Facts) -> bool:
    author = facts.author
    return facts.is_authenticated and (identity.is_free(author) or links.is_known(author.domain))
