"""Blackmail from somebody whom nobody knows."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

_GRAVE = 0.5  # how grave a wish is that the law is called upon for


@detector
def threat_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender makes threats to get something."""
    if not facts.insight.is_stranger:
        return
    blackmail, law = facts.insight.asked("extortion"), facts.insight.asked("legal_threat")
    pressed = bool(facts.insight.asked("pressed").n)
    if blackmail.n == 1 and facts.insight.asked("own_gift").n:  # "I have received two of your mails"
        return
    if blackmail.n:
        want, sure = blackmail, 0.75 + 0.15 * (blackmail.n > 1) + 0.15 * pressed
    elif law.n > 1:
        wishes = any(grave >= _GRAVE for grave, _, _ in facts.insight.requested)
        want, sure = law, 0.4 + 0.1 * pressed + 0.2 * bool(facts.insight.asked("rank").n) + 0.25 * wishes
        sure *= facts.insight.telling
    else:
        return
    sure = min(1.0, sure) * facts.insight.aimed * (1.0 if facts.profile.domains else 0.6)
    yield found(
        "{author} says “{words}”.", sure, author=facts.author.address, words=facts.insight.quote(want)
    )
