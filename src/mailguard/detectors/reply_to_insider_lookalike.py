"""Answers led to somebody who poses as a colleague."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found


@detector
def reply_to_insider_lookalike(facts: Facts) -> Iterator[Evidence]:
    """Replies would go to an address that imitates a team member's."""
    if facts.bulk.is_list:
        return
    for mailbox in facts.reply_to[:5]:
        if not mailbox.address or identity.is_ours(mailbox, facts) or mailbox.key == facts.author.key:
            continue
        who = identity.named(mailbox.name, facts.profile)
        if who and mailbox.key not in who.insider.all_addresses:
            yield found(
                "Replies to {name} would go to {address}.",
                who.closeness,
                name=who.insider.name,
                address=mailbox.address,
            )
        elif identity.is_ours(facts.author, facts) and identity.is_free(mailbox):
            yield found(
                "Replies to {name} would go to {address}.",
                0.9,
                name=facts.author.address,
                address=mailbox.address,
            )
