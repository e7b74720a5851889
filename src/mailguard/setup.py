"""What an engine is made of, by the names of its files: small enough to be sent to other processes."""

from dataclasses import dataclass, replace
from pathlib import Path

from mailguard import policy as policies
from mailguard import profile as profiles
from mailguard.dns import Cached, Live, Resolver
from mailguard.engine import Engine
from mailguard.memory import Memory


@dataclass(frozen=True, slots=True)
class Setup:
    """``trusted`` are hosts whose Authentication-Results are believed beside those of the profile.

    ``budget`` is in seconds, what all questions to name servers may take for one message; None asks none.
    """

    profile: Path | None = None
    memory: Path | None = None
    policy: Path | None = None
    trusted: tuple[str, ...] = ()
    budget: float | None = None

    def engine(self) -> Engine:
        """Read the files. Raises OSError, BadProfile, BadPolicy and BadMemory; the memory is only read."""
        profile = profiles.load(self.profile) if self.profile else profiles.Profile()
        if self.trusted:
            profile = replace(profile, trusted_receivers=(*profile.trusted_receivers, *self.trusted))
        return Engine(
            profile=profile,
            past=Memory(self.memory, is_read_only=True) if self.memory else None,
            resolver=self._resolver(),
            policy=policies.load(self.policy),
        )

    def _resolver(self) -> Resolver | None:
        return None if self.budget is None else Cached(Live(budget=self.budget))
