"""A demand that only somebody known may make, from somebody who is not."""

import re
from collections.abc import Iterator

from mailguard import identity, intents
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

# What is asked for, and how far from the ordinary it is that a stranger asks.
_REQUESTS = {
    "data_request": 1.0,
    "bank_change": 1.0,
    "code_request": 0.9,
    "gift_card": 0.8,
    "secrecy": 0.45,
    "channel_move": 0.3,
    "payment": 0.4,
}

_MACHINE = re.compile(
    r"(?:do-?not-?reply|no-?reply|ne-?pas-?repondre|notif\w*|alerts?|newsletter|mailer|billing)\b"
)


@detector
def request_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """Somebody outside the team, whom nobody has written to, asks for what only the team should give."""
    author = facts.author
    if not author.address or facts.bulk.unsubscribe or facts.bulk.is_list or not _is_stranger(facts):
        return
    if _MACHINE.match(author.local) or any(html.n_images for html in facts.html):
        return  # shops speak of gift cards, services of your data
    asked = {name: want for name in _REQUESTS if (want := intents.wanted(facts, name)).n}
    if not asked:
        return
    first = max(asked, key=lambda name: _REQUESTS[name])
    sure = min(1.0, _REQUESTS[first] + 0.2 * (len(asked) - 1))
    free = identity.is_free(author)
    yield found(
        "{author} says “{words}”.",
        sure if free or facts.profile.domains else sure / 2,
        author=author.address,
        words=asked[first].words,
    )


def _is_stranger(facts: Facts) -> bool:
    author, relation = facts.author, facts.relation
    if identity.is_in_profile(author, facts):
        return False
    if identity.is_service(author, facts):
        return False
    return not relation.n_sent and relation.n_received < 3
