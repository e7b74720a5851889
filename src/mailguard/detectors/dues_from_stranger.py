"""A bill that nobody expects."""

from collections.abc import Iterator

from mailguard import acquainted, identity, intents, requests, strangers
from mailguard.facts import Facts
from mailguard.quoting import quote
from mailguard.signals import Evidence, detector, found


@detector
def dues_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """Somebody whom nobody has written to says that money is owed to them."""
    if not strangers.is_stranger(facts) or not acquainted.has_past(facts):
        return
    if strangers.bills_plainly(facts):  # the account is told, which is what there is to look at
        return
    owed = requests.asked(facts, "owed")
    if strangers.leads_nowhere(facts) or requests.asked(facts, "own_gift").n:  # who gave speaks of that
        return
    if not owed.n or not strangers.sum_of_money(facts):
        return
    ways = bool(facts.files) + bool(facts.clicked) + bool(strangers.number(facts))
    presses = requests.asked(facts, "pressed").n or intents.wanted(facts, "account_threat").n
    claims = requests.asked(facts, "relation_claimed").n
    leans = facts.profile.insiders and strangers.invoked(facts)
    sure = 0.45 if requests.asked(facts, "overdue").n else 0.35
    sure += 0.15 * min(owed.n - 1, 1) + 0.15 * bool(ways) + 0.15 * bool(presses) + 0.15 * bool(claims)
    sure += 0.2 * bool(leans) + 0.1 * strangers.speaks_for_house(facts)
    if identity.is_free(facts.author):
        sure += 0.1
    sure = min(1.0, sure) * strangers.aimed(facts)
    if strangers.takes_cheques(facts):
        sure *= 0.4
    yield found("{author} says “{words}”.", sure, author=facts.author.address, words=quote(facts, owed))
