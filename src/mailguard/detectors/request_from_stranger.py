"""A demand that only somebody known may make, from somebody who is not."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, unknown_senders
from mailguard.signals import Evidence, detector, found


@detector
def request_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """An unknown outside sender asks for something that only the team should provide."""
    if not facts.insight.is_stranger or unknown_senders.is_notice(facts):
        return
    wishes = facts.insight.requested
    if not wishes:
        return
    grave, _, want = wishes[0]
    sure = grave + 0.15 * len(wishes[1:3])
    sure += 0.1 * bool(facts.insight.asked("pressed").n) + 0.1 * bool(facts.insight.asked("opener").n)
    if facts.profile.insiders and facts.insight.invoked:
        sure += 0.25
    is_alarming = any(name in unknown_senders.ALARMING for _, name, _ in wishes)
    sure = min(1.0, sure) * facts.insight.aimed * (1.0 if is_alarming else facts.insight.telling)
    free = identity.is_free(facts.author)
    yield found(
        "{author} says “{words}”.",
        sure if free or facts.profile.domains else sure / 2,
        author=facts.author.address,
        words=facts.insight.quote(want),
    )
