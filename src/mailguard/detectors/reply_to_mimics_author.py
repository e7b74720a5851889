"""Answers that would go to the author's double."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.lookalikes.edits import distance
from mailguard.lookalikes.skeleton import plain, squeeze
from mailguard.signals import Evidence, detector, found

_LEAST = 6  # letters of a mailbox name that another one is compared with


@detector
def reply_to_mimics_author(facts: Facts) -> Iterator[Evidence]:
    """Replies would go to another mailbox with the author's name."""
    author = facts.author
    if not author.address or facts.bulk.is_list or facts.bulk.unsubscribe:
        return
    if facts.relation.reply_to_known is True:
        return
    local = squeeze(plain(author.local))
    for mailbox in facts.reply_to[:3]:
        if not mailbox.address or mailbox.key == author.key or identity.is_in_profile(mailbox, facts):
            continue
        other = squeeze(plain(mailbox.local))
        if mailbox.domain == author.domain:
            near = (
                identity.is_free(author)
                and len(local) >= _LEAST
                and local != other
                and distance(local, other, 2) <= 2
            )
            sure = 1.0 if near else 0.0
        else:  # from a house to a mailbox that anybody gets
            names = bool(mailbox.name) and plain(mailbox.name) == plain(author.name)
            near = identity.is_free(mailbox) and not identity.is_free(author)
            sure = 0.5 if near and (names or (len(local) >= _LEAST and local in other)) else 0.0
            sure *= 0.6 if facts.is_authenticated else 1.6
        if sure:
            yield found(
                "Replies to {author} would go to {reply}.",
                min(1.0, sure),
                author=author.address,
                reply=mailbox.address,
            )
