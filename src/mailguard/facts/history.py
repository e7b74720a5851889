"""The engine's knowledge of the team and its contacts; without any, every sender looks unknown."""

from mailguard.facts.record import Record

_ENOUGH = 50  # messages that a memory needs before absence means something
_LITTLE = 0.4  # what it says that somebody is a stranger, where all are


def has_past(facts: Record) -> bool:
    """The memory is old enough for its silence to mean something."""
    return facts.relation.has_history and facts.relation.n_known >= _ENOUGH


def knows_people(facts: Record) -> bool:
    """A profile says who is on the team, or the memory who writes to it: others are strangers."""
    return bool(facts.profile.domains or facts.profile.insiders) or has_past(facts)


def telling(facts: Record) -> float:
    """Weight of being a stranger: 1, or little where nobody is known.

    Detectors multiply by it what is suspicious of strangers alone, such as asking for lists.
    """
    return 1.0 if knows_people(facts) else _LITTLE
