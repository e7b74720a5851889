"""The verdict on a message: class, probability, action and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from mailguard.facts import Facts
from mailguard.signals import Signal

CLASSES = ("phish", "impersonation", "malware", "spam")
UNREAD = "unread"  # in place of a class: nothing bad was found, but not all of it could be read


class Action(IntEnum):
    """What should be done, mildest first."""

    DELIVER = 0
    WARN = 1
    QUARANTINE = 2
    REJECT = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Verdict:
    """``probabilities`` has one number from 0 to 1 a class; ``probability`` is that it is an attack of any
    kind.

    ``kind`` is the likeliest class, or "clean", or "unread" where a part could not be looked into.
    ``contributions`` are each signal's share in log-odds, ``holding`` the signals that keep it from being
    delivered without a word, whatever it adds up to. ``unreviewed`` is the probability without what reviews
    of this campaign taught, None where that said nothing.
    """

    action: Action
    kind: str
    probability: float
    probabilities: Mapping[str, float]
    signals: tuple[Signal, ...]
    contributions: Mapping[str, float]
    facts: Facts
    holding: tuple[str, ...] = ()
    unreviewed: float | None = None
