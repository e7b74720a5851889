"""Blackmail from somebody whom nobody knows."""

from collections.abc import Iterator

from mailguard import acquainted, requests, strangers
from mailguard.facts import Facts
from mailguard.quoting import quote
from mailguard.signals import Evidence, detector, found

_GRAVE = 0.5  # how grave a wish is that the law is called upon for


@detector
def threat_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """A stranger threatens, with the law or with what they know, and wants something."""
    if not strangers.is_stranger(facts):
        return
    blackmail, law = requests.asked(facts, "extortion"), requests.asked(facts, "legal_threat")
    pressed = bool(requests.asked(facts, "pressed").n)
    if blackmail.n == 1 and requests.asked(facts, "own_gift").n:  # "I have received two of your mails"
        return
    if blackmail.n:
        want, sure = blackmail, 0.75 + 0.15 * (blackmail.n > 1) + 0.15 * pressed
    elif law.n > 1:
        wishes = any(grave >= _GRAVE for grave, _, _ in strangers.requested(facts))
        want, sure = law, 0.4 + 0.1 * pressed + 0.2 * bool(requests.asked(facts, "rank").n) + 0.25 * wishes
        sure *= acquainted.telling(facts)
    else:
        return
    sure = min(1.0, sure) * strangers.aimed(facts) * (1.0 if facts.profile.domains else 0.6)
    yield found("{author} says “{words}”.", sure, author=facts.author.address, words=quote(facts, want))
