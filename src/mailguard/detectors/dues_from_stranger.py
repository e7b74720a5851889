"""A bill that nobody expects."""

from collections.abc import Iterator

from mailguard.facts import Facts, asks, history, identity, phrases, unknown_senders
from mailguard.facts.excerpts import quote
from mailguard.signals import Evidence, detector, found


@detector
def dues_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """Somebody whom nobody has written to says that money is owed to them."""
    if not unknown_senders.is_stranger(facts) or not history.has_past(facts):
        return
    if unknown_senders.bills_plainly(facts):  # the account is told, which is what there is to look at
        return
    owed = asks.asked(facts, "owed")
    if unknown_senders.leads_nowhere(facts) or asks.asked(facts, "own_gift").n:  # who gave speaks of that
        return
    if not owed.n or not unknown_senders.sum_of_money(facts):
        return
    ways = bool(facts.files) + bool(facts.clicked) + bool(unknown_senders.number(facts))
    presses = asks.asked(facts, "pressed").n or phrases.wanted(facts, "account_threat").n
    claims = asks.asked(facts, "relation_claimed").n
    leans = facts.profile.insiders and unknown_senders.invoked(facts)
    sure = 0.45 if asks.asked(facts, "overdue").n else 0.35
    sure += 0.15 * min(owed.n - 1, 1) + 0.15 * bool(ways) + 0.15 * bool(presses) + 0.15 * bool(claims)
    sure += 0.2 * bool(leans) + 0.1 * unknown_senders.speaks_for_house(facts)
    if identity.is_free(facts.author):
        sure += 0.1
    sure = min(1.0, sure) * unknown_senders.aimed(facts)
    if unknown_senders.takes_cheques(facts):
        sure *= 0.4
    yield found("{author} says “{words}”.", sure, author=facts.author.address, words=quote(facts, owed))
