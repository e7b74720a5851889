"""The engine that reads mail: a library without framework or database, loaded when first used.

``analyse`` does for most; an ``Engine`` keeps profile, memory and resolver for many messages.
"""

from typing import TYPE_CHECKING, Any

from mailguard.explain import banner, explain
from mailguard.facts import Envelope, Facts
from mailguard.profile import Profile
from mailguard.verdict import Action, Verdict

if TYPE_CHECKING:
    from mailguard.engine import Engine, analyse

__all__ = ["Action", "Engine", "Envelope", "Facts", "Profile", "Verdict", "analyse", "banner", "explain"]


def __getattr__(name: str) -> Any:
    if name not in {"Engine", "analyse"}:
        raise AttributeError(f"module 'mailguard' has no attribute {name!r}")
    from mailguard import engine

    return getattr(engine, name)
