"""Half a colleague's name on a stranger's letter."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, unknown_senders
from mailguard.signals import Evidence, detector, found

_LINES = 3
_WHOLE = 0.8  # closeness from which it is the whole name
_SHORT = 30  # words of a note between people who know each other


@detector
def insider_hinted(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender uses part of a team member's name and asks for something."""
    if not facts.profile.insiders or not facts.insight.is_stranger:
        return
    named = identity.named(facts.author.name, facts.profile)
    if named and named.closeness >= _WHOLE:
        return  # insider_name_elsewhere tells it
    lines = [line.strip(" ,-–—.") for line in facts.text.splitlines() if line.strip()][-_LINES:]
    shown = (facts.author.name, *(line for line in lines if 0 < len(line) <= 40))
    who = next((one for each in shown if (one := unknown_senders.hinted(each, facts.profile))), None)
    if who is None:
        return
    wishes = facts.insight.requested
    opens = facts.insight.asked("opener").n
    if not wishes and not opens:
        return
    grave = max((each for each, _, _ in wishes), default=0.5)
    if opens and len(facts.insight.said.words) <= _SHORT:
        grave = max(grave, 0.8)
    yield found(
        "{author} pretends to be {name}.",
        min(1.0, grave + 0.1) * facts.insight.aimed,
        author=str(facts.author),
        name=who.name,
    )
