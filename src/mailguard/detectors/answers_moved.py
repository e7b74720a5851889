"""Answers and bills of a house that are to go to a private mailbox from now on."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found

_ADDRESS = re.compile(r"[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")
_READ = 4_000


@detector
def answers_moved(facts: Facts) -> Iterator[Evidence]:
    """Someone we know at an organisation wants replies sent to a private mailbox from now on."""
    author = facts.author
    if "@" not in facts.text[:_READ] or facts.bulk.is_list or facts.bulk.unsubscribe:
        return
    if not identity.is_in_profile(author, facts) and not facts.relation.n_sent:
        return
    if not author.address or identity.is_free(author):  # who has moved from one private mailbox to another
        return
    want = facts.insight.asked("mail_moved")
    if not want.n:
        return
    for match in _ADDRESS.finditer(facts.text[:_READ]):
        address, domain = match.group().lower().rstrip("."), match.group(1).lower().rstrip(".")
        known = facts.profile.insiders_by_address
        if address not in known and identity.is_free_domain(domain):
            yield found(
                "It says “{words}”, to {address}.",
                0.9 + 0.1 * (want.n > 1),
                words=facts.insight.quote(want),
                address=address,
            )
            return
