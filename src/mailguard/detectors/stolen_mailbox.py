"""A grave wish out of a true mailbox that is not used as it was."""

from collections.abc import Iterator

from mailguard import identity, requests, strangers
from mailguard.facts import Facts
from mailguard.quoting import quote
from mailguard.signals import Evidence, detector, found


@detector
def stolen_mailbox(facts: Facts) -> Iterator[Evidence]:
    """Somebody we know asks for something grave, and not from where or in the way they always wrote."""
    relation = facts.relation
    if facts.bulk.is_list or strangers.is_stranger(facts):
        return
    if not (
        identity.is_ours(facts.author, facts) or relation.n_sent or identity.is_partner(facts.author, facts)
    ):
        return
    changed = [
        each is False for each in (relation.client_known, relation.origin_known, relation.structure_known)
    ]
    if not any(changed[:2]):
        return
    grave: tuple[str, ...] = strangers.GRAVE_FROM_FRIENDS
    if not identity.is_ours(facts.author, facts):
        grave = (*grave, "internal_request", "private_request")
    wants = [(requests.asked(facts, name), name) for name in grave]
    wants = [each for each in wants if each[0].n]
    if not wants:
        return
    presses = requests.asked(facts, "pressed").n or requests.asked(facts, "hushed").n
    sure = (0.3, 0.65, 0.9, 1.0)[sum(changed)] + 0.1 * bool(presses) + 0.1 * (len(wants) > 1)
    sure += 0.2 * any(name in {"code_request", "gift_card"} for _, name in wants)
    yield found(
        "{author} says “{words}”.",
        min(1.0, sure),
        author=facts.author.address,
        words=quote(facts, wants[0][0]),
    )
