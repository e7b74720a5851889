"""A colleague's name under a stranger's letter."""

from collections.abc import Iterator

from mailguard import identity, people
from mailguard.facts import Facts
from mailguard.profile import Insider
from mailguard.signals import Evidence, detector, found

_N_LINES = 8
_LONGEST = 60


@detector
def insider_signature(facts: Facts) -> Iterator[Evidence]:
    """It is signed by somebody on the team, but comes from another address."""
    if not facts.profile.insiders or not facts.author.address or identity.is_ours(facts.author, facts):
        return
    if facts.bulk.is_list or facts.bulk.unsubscribe:  # newsletters quote and thank people
        return
    lines = [line.strip(" ,-–—.") for line in facts.text.splitlines() if line.strip()][-_N_LINES:]
    for line in reversed(lines):
        if 2 < len(line) <= _LONGEST and (signed := _signed(line, facts)):
            insider, strength = signed
            yield found(
                "It is signed {line}, but {address} is not theirs.",
                strength * identity.doubt(facts),
                line=line,
                name=insider.name,
                address=facts.author.address,
            )
            return


def _signed(line: str, facts: Facts) -> tuple[Insider, float] | None:
    who = identity.named(line, facts.profile)
    if who and who.closeness >= 0.8 and len(people.tokens(line)) <= len(people.tokens(who.insider.name)) + 3:
        return who.insider, who.closeness
    first = people.key(line)
    if not first or " " in first or first in people.tokens(facts.author.name):
        return None
    for insider in facts.profile.insiders:  # a first name alone is many people's
        if insider.role != "staff" and first == people.key(insider.name.split()[0]):
            return insider, 0.35
    return None
