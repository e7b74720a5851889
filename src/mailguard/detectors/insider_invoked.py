"""A stranger who leans on somebody of ours."""

from collections.abc import Iterator

from mailguard.facts import Facts, asks, unknown_senders
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
    """A stranger leans on the word of somebody on the team for what they want."""
    if not facts.profile.insiders or not unknown_senders.is_stranger(facts):
        return
    who = unknown_senders.invoked(facts)
    if not who:
        return
    name, strength = who[0], who[1] * unknown_senders.aimed(facts)
    gains = any(asks.asked(facts, each).n for each in _GAINS) or unknown_senders.sum_of_money(facts)
    if not gains and not unknown_senders.lured_to(facts):
        strength *= 0.3
    if name:
        yield found("{author} leans on {name}.", strength, author=facts.author.address, name=name)
    else:
        yield found(
            "{author} leans on the word of somebody on the team.", strength, author=facts.author.address
        )
