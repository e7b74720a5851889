"""A stranger who leans on somebody of ours."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

# Without something to gain, a name is only an introduction.
_GAINS = (
    "payment",
    "bank_moved",
    "data_request",
    "access_request",
    "internal_request",
    "code_request",
    "gift_card",
)


@detector
def insider_invoked(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender invokes a team member to get something."""
    if not facts.profile.insiders or not facts.insight.is_stranger:
        return
    who = facts.insight.invoked
    if not who:
        return
    name, strength = who[0], who[1] * facts.insight.aimed
    gains = any(facts.insight.asked(each).n for each in _GAINS) or facts.insight.sum_of_money
    if not gains and not facts.insight.lured_to:
        strength *= 0.3
    if name:
        yield found("{author} invokes {name}.", strength, author=facts.author.address, name=name)
    else:
        yield found("{author} invokes a team member.", strength, author=facts.author.address)
