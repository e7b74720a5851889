"""A bill that nobody expects."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found


@detector
def dues_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender says that you owe them money."""
    if not facts.insight.is_stranger or not facts.insight.has_past:
        return
    if facts.insight.bills_plainly:  # the account is told, which is what there is to look at
        return
    owed = facts.insight.asked("owed")
    if facts.insight.leads_nowhere or facts.insight.asked("own_gift").n:  # who gave speaks of that
        return
    if not owed.n or not facts.insight.sum_of_money:
        return
    ways = bool(facts.files) + bool(facts.clicked) + bool(facts.insight.telephone)
    presses = facts.insight.asked("pressed").n or facts.insight.wanted("account_threat").n
    claims = facts.insight.asked("relation_claimed").n
    leans = facts.profile.insiders and facts.insight.invoked
    sure = 0.45 if facts.insight.asked("overdue").n else 0.35
    sure += 0.15 * min(owed.n - 1, 1) + 0.15 * bool(ways) + 0.15 * bool(presses) + 0.15 * bool(claims)
    sure += 0.2 * bool(leans) + 0.1 * facts.insight.speaks_for_house
    if identity.is_free(facts.author):
        sure += 0.1
    sure = min(1.0, sure) * facts.insight.aimed
    if facts.insight.takes_cheques:
        sure *= 0.4
    yield found(
        "{author} says “{words}”.", sure, author=facts.author.address, words=facts.insight.quote(owed)
    )
