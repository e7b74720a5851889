"""A number to call, from somebody whom nobody knows."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts, asks, history, identity, phrases, unknown_senders
from mailguard.lookalikes.names import provider_domains
from mailguard.signals import Evidence, detector, found

_ALARMS = ("relation_claimed", "legal_threat", "complaint", "owed", "charged", "infected")
_PHRASES = ("account_threat", "callback")
# Numbers that cost the caller: 089x in France, 0900 and the like in Britain, Belgium, Switzerland …
_COSTLY = re.compile(r"(?:\(?0|\+33 ?)8[ .]?9\d|\(?090\d")


@detector
def call_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """Somebody whom nobody has written to raises an alarm and wants to be called about it."""
    if _is_note(facts):
        yield from _in_a_note(facts)
        return
    if not unknown_senders.is_stranger(facts):
        return
    number = unknown_senders.number(facts)
    if not number:
        return
    calls = asks.asked(facts, "call_us").n or (not facts.clicked and asks.asked(facts, "hotline").n)
    n_alarms = sum(bool(asks.asked(facts, name).n) for name in _ALARMS)
    n_alarms += sum(bool(phrases.wanted(facts, name).n) for name in _PHRASES)
    is_costly = bool(calls and _COSTLY.match(number))
    n_alarms += 2 * is_costly + bool(asks.asked(facts, "infected").n)  # which nobody honest tells
    if not n_alarms or (not calls and n_alarms < 2):  # nearly every signature holds a number
        return
    sure = 0.6 + 0.15 * (n_alarms - 1) + 0.1 * bool(asks.asked(facts, "pressed").n)
    sure += 0.15 * (unknown_senders.speaks_for_house(facts) or identity.is_free(facts.author))
    if not history.has_past(facts):
        sure *= 0.5 * (1.0 if is_costly else history.telling(facts))
    yield found(
        "{author} wants to be called on {number}.",
        min(1.0, sure) * unknown_senders.aimed(facts),
        author=facts.author.address,
        number=number,
    )


def _is_note(facts: Facts) -> bool:
    if facts.author.organisation not in provider_domains() or not asks.asked(facts, "note_calls").n:
        return False
    return identity.is_service(facts.author, facts)


def _in_a_note(facts: Facts) -> Iterator[Evidence]:
    """Anybody may send an invoice through a payment service, and write what they like into it."""
    number = unknown_senders.number(facts)
    if number:
        yield found("{author} wants to be called on {number}.", author=facts.author.address, number=number)
