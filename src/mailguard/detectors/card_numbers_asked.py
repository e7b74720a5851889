"""Gift cards of which only the numbers are wanted."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

_FEW = 2  # links


@detector
def card_numbers_asked(facts: Facts) -> Iterator[Evidence]:
    """It wants you to buy gift cards and send their numbers: money that no one can trace."""
    if facts.bulk.is_list or facts.bulk.unsubscribe or not facts.insight.asked("gift_card").n:
        return
    if facts.insight.is_machine or len(facts.clicked) > _FEW:  # a shop that sells them
        return
    want = facts.insight.asked("cards_by_number")
    if want.n:
        yield found("It says “{words}”.", 0.9 if want.n == 1 else 1.0, words=facts.insight.quote(want))
