"""A number to call, from somebody whom nobody knows."""

from collections.abc import Iterator

from mailguard import intents, requests, strangers
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

_ALARMS = ("relation_claimed", "legal_threat", "complaint", "owed", "charged")
_PHRASES = ("account_threat", "callback")


@detector
def call_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """Somebody whom nobody has written to raises an alarm and wants to be called about it."""
    if not strangers.is_stranger(facts):
        return
    number = strangers.number(facts)
    calls = requests.asked(facts, "call_us")
    if not number:
        return
    n_alarms = sum(bool(requests.asked(facts, name).n) for name in _ALARMS)
    n_alarms += sum(bool(intents.wanted(facts, name).n) for name in _PHRASES)
    if not n_alarms or (not calls.n and n_alarms < 2):  # nearly every signature holds a number
        return
    sure = 0.6 + 0.15 * (n_alarms - 1) + 0.1 * bool(requests.asked(facts, "pressed").n)
    sure += 0.15 * strangers.speaks_for_house(facts)
    if not strangers.has_past(facts):
        sure /= 2
    yield found(
        "{author} wants to be called on {number}.",
        min(1.0, sure) * strangers.aimed(facts),
        author=facts.author.address,
        number=number,
    )
