"""A friend far from home who needs money at once."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found

_LEAST = 30  # of money that is worth the trouble


@detector
def friend_in_need(facts: Facts) -> Iterator[Evidence]:
    """Someone outside the team claims an emergency and wants money, as from a hacked mailbox."""
    author = facts.author
    if (
        not author.address
        or facts.bulk.is_list
        or facts.bulk.unsubscribe
        or identity.is_in_profile(author, facts)
    ):
        return
    if not identity.is_free(author):  # firms have other ways to borrow
        return
    plight, cards = facts.insight.asked("plight"), facts.insight.asked("gift_card")
    want = plight if plight.n and _names_a_sum(facts) else cards
    want = want if want.n else facts.insight.asked("secret_typed")
    if not want.n:
        return
    sure = 0.75 + 0.1 * (plight.n > 1) + 0.1 * bool(plight.n and cards.n)
    sure += 0.1 * bool(facts.insight.asked("hushed").n or facts.insight.asked("opener").n)
    sure += 0.15 * bool(facts.insight.accounts) + 0.1 * (facts.relation.reply_to_known is False)
    yield found(
        "{author} says “{words}”.", min(1.0, sure), author=author.address, words=facts.insight.quote(want)
    )


def _names_a_sum(facts: Facts) -> bool:
    said = facts.insight.said
    if said.spans("odd_purse"):
        return True
    numbers = (said.words[at] for at, _ in said.spans("number"))
    return any(2 <= len(each) <= 5 and int(each) >= _LEAST for each in numbers)
