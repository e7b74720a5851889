"""A number to call, from somebody whom nobody knows."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.lookalikes.names import provider_domains
from mailguard.signals import Evidence, detector, found

_ALARMS = ("relation_claimed", "legal_threat", "complaint", "owed", "charged", "infected")
_PHRASES = ("account_threat", "callback")
# Numbers that cost the caller: 089x in France, 0900 and the like in Britain, Belgium, Switzerland …
_COSTLY = re.compile(r"(?:\(?0|\+33 ?)8[ .]?9\d|\(?090\d")


@detector
def call_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender raises an alarm and wants you to call."""
    if _is_note(facts):
        yield from _in_a_note(facts)
        return
    if not facts.insight.is_stranger:
        return
    number = facts.insight.telephone
    if not number:
        return
    calls = facts.insight.asked("call_us").n or (not facts.clicked and facts.insight.asked("hotline").n)
    n_alarms = sum(bool(facts.insight.asked(name).n) for name in _ALARMS)
    n_alarms += sum(bool(facts.insight.wanted(name).n) for name in _PHRASES)
    is_costly = bool(calls and _COSTLY.match(number))
    n_alarms += 2 * is_costly + bool(facts.insight.asked("infected").n)  # which nobody honest tells
    if not n_alarms or (not calls and n_alarms < 2):  # nearly every signature holds a number
        return
    sure = 0.6 + 0.15 * (n_alarms - 1) + 0.1 * bool(facts.insight.asked("pressed").n)
    sure += 0.15 * (facts.insight.speaks_for_house or identity.is_free(facts.author))
    if not facts.insight.has_past:
        sure *= 0.5 * (1.0 if is_costly else facts.insight.telling)
    yield found(
        "{author} wants you to call {number}.",
        min(1.0, sure) * facts.insight.aimed,
        author=facts.author.address,
        number=number,
    )


def _is_note(facts: Facts) -> bool:
    if facts.author.organisation not in provider_domains() or not facts.insight.asked("note_calls").n:
        return False
    return identity.is_service(facts.author, facts)


def _in_a_note(facts: Facts) -> Iterator[Evidence]:
    """Anybody may send an invoice through a payment service, and write what they like into it."""
    number = facts.insight.telephone
    if number:
        yield found("{author} wants you to call {number}.", author=facts.author.address, number=number)
