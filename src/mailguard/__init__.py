"""The engine that reads mail: a library without framework or database.

It is installed alone on mail hosts; the platform builds on it. ``analyse`` is all that most callers need; an
``Engine`` keeps profile, memory and resolver for many messages.
"""

from mailguard.engine import Engine
from mailguard.explain import banner, explain
from mailguard.facts import Envelope, Facts
from mailguard.profile import Profile
from mailguard.verdict import Action, Verdict

__all__ = ["Action", "Engine", "Envelope", "Facts", "Profile", "Verdict", "analyse", "banner", "explain"]


def analyse(raw: bytes, envelope: Envelope | None = None) -> Verdict:
    """What is wrong with one message (RFC 5322 octets), without profile, history or network."""
    return Engine().analyse(raw, envelope)
