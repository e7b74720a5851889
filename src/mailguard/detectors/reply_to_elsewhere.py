"""Answers are led to somebody else."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def reply_to_elsewhere(facts: Facts) -> Iterator[Evidence]:
    """Replies would go to a different organisation from the sender's."""
    if facts.bulk.is_list:
        return
    for mailbox in facts.reply_to:
        if mailbox.address and mailbox.organisation != facts.author.organisation:
            yield found(
                "It is from {author}, but replies go to {reply}.",
                author=facts.author.address,
                reply=mailbox.address,
            )
