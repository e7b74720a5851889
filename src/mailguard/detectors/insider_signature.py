"""A colleague's name under a stranger's letter."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, person_names
from mailguard.profile import Insider
from mailguard.signals import Evidence, detector, found

_N_LINES = 8
_LONGEST = 60


@detector
def insider_signature(facts: Facts) -> Iterator[Evidence]:
    """It is signed with a team member's name, but comes from another address."""
    if not facts.profile.insiders or not facts.author.address or identity.is_ours(facts.author, facts):
        return
    if facts.bulk.is_list or facts.bulk.unsubscribe:  # newsletters quote and thank people
        return
    whole = [line.strip() for line in facts.text.splitlines() if line.strip()]
    for n, given in reversed(list(enumerate(whole))[-_N_LINES:]):
        line = given.strip(" ,-–—.")
        if 2 < len(line) <= _LONGEST and (signed := _signed(line, facts)):
            insider, strength = signed
            if n + 1 < len(whole) and _greets(given, insider, facts, is_first=n == 0):
                continue
            yield found(
                "It is signed {line}, but {address} is not theirs.",
                strength * identity.doubt(facts),
                line=line,
                name=insider.name,
                address=facts.author.address,
            )
            return


def _greets(line: str, insider: Insider, facts: Facts, *, is_first: bool) -> bool:
    """Whether a line with text below it speaks to its reader rather than signs: a name and a comma, at the
    top or of somebody whom the letter goes to."""
    reached = {each.key for each in (*facts.to, *facts.cc)} | {
        each.lower() for each in facts.envelope.rcpt_to
    }
    is_reader = any(address.lower() in reached for address in insider.addresses)
    ends = line.endswith((",", ":", "!", "，"))
    return (is_first and (ends or is_reader)) or (ends and is_reader)


def _signed(line: str, facts: Facts) -> tuple[Insider, float] | None:
    who = identity.named(line, facts.profile)
    if (
        who
        and who.closeness >= 0.8
        and len(person_names.tokens(line)) <= len(person_names.tokens(who.insider.name)) + 3
    ):
        return who.insider, who.closeness
    first = person_names.key(line)
    if not first or " " in first or first in person_names.tokens(facts.author.name):
        return None
    for insider in facts.profile.insiders:  # a first name alone is many people's
        if insider.role != "staff" and first == person_names.key(insider.name.split()[0]):
            return insider, 0.35
    return None
