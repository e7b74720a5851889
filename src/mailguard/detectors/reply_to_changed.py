"""Answers go another way than they used to."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def reply_to_changed(facts: Facts) -> Iterator[Evidence]:
    """Replies to this sender used to go to another address."""
    relation = facts.relation
    if relation.reply_to_known is not False or facts.bulk.is_list:
        return
    for mailbox in facts.reply_to[:3]:
        if mailbox.address and mailbox.key != facts.author.key:
            same_house = mailbox.organisation == facts.author.organisation
            few = 0.6 if relation.n_received < 3 else 1.0
            yield found(
                "Replies to {author} never went to {reply} before.",
                few * (0.3 if same_house else 1.0),
                author=facts.author.address,
                reply=mailbox.address,
            )
