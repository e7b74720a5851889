"""A colleague's name on a stranger's address."""

from collections.abc import Iterator

from mailguard.facts import Facts, Mailbox, identity
from mailguard.signals import Evidence, detector, found


@detector
def insider_name_elsewhere(facts: Facts) -> Iterator[Evidence]:
    """It uses a team member's name, but not their address."""
    senders = (*facts.from_[:5], *((facts.sender,) if facts.sender else ()))
    for mailbox in senders:
        who = _named(mailbox, facts)
        if who and mailbox.address and mailbox.key not in who.insider.all_addresses:
            yield found(
                "{name} doesn't write from {address}.",
                who.closeness * identity.doubt(facts, mailbox),
                name=who.insider.name,
                address=mailbox.address,
            )


def _named(mailbox: Mailbox, facts: Facts) -> identity.Named | None:
    """Colleagues may share a name; our own domains are others' concern."""
    return None if identity.is_ours(mailbox, facts) else identity.named(mailbox.name, facts.profile)
