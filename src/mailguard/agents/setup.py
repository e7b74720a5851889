"""The parts of an engine by the names of their files, small enough to send to other processes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mailguard import profile as profiles
from mailguard.authentication.dns import Cached, Live, Resolver
from mailguard.correspondents import BadMemory, Memory
from mailguard.files.clamd import Clamd, Scanner
from mailguard.i18n import Complaint, mark, of_system
from mailguard.policy import judgement as policies
from mailguard.policy.judgement import BadPolicy
from mailguard.profile import BadProfile

if TYPE_CHECKING:
    from mailguard.engine import Engine

_BAD = {
    BadProfile: mark("This profile can't be used: {why}."),
    BadPolicy: mark("This policy can't be used: {why}."),
    BadMemory: mark("This memory can't be used: {why}."),
}
_UNREAD = mark("{path} can't be read: {why}.")


class Unusable(Complaint):
    """A file can't be used; ``say`` tells which and why."""


@contextmanager
def naming(memory: Path | None) -> Iterator[None]:
    """Raise Unusable where a profile, a policy or this memory, opened within, can't be used."""
    try:
        yield
    except (BadProfile, BadPolicy, BadMemory) as error:
        raise Unusable(_BAD[type(error)], why=error) from error
    except OSError as error:
        raise Unusable(_UNREAD, path=error.filename, why=of_system(error)) from error
    except sqlite3.Error as error:
        why = Complaint("{path}: {why}", path=memory, why=of_system(error))
        raise Unusable(_BAD[BadMemory], why=why) from error


@dataclass(frozen=True, slots=True)
class Setup:
    """``trusted`` hosts have their Authentication-Results believed, ``budget`` seconds ask name servers.

    ``servers`` in place of this machine's; ``clamd`` is asked for viruses.
    """

    profile: Path | None = None
    memory: Path | None = None
    policy: Path | None = None
    trusted: tuple[str, ...] = ()
    budget: float | None = None
    servers: tuple[str, ...] = ()
    clamd: Clamd | None = None

    @property
    def waits(self) -> bool:
        """Whether others are asked about each message: then several are in hand at a time."""
        return self.budget is not None or self.clamd is not None

    def engine(self) -> "Engine":
        """Read the files, or raise Unusable. The memory is only read."""
        with naming(self.memory):
            return self._engine()

    def believed(self) -> tuple[str, ...]:
        """Hosts whose Authentication-Results are believed; Unusable where the profile can't be read."""
        with naming(self.memory):
            return (*profiles.load(self.profile).trusted_receivers, *self.trusted)

    def _engine(self) -> "Engine":
        from mailguard.engine import Engine  # with all that reads mail: not every command needs it

        profile = profiles.load(self.profile)
        if self.trusted:
            profile = replace(profile, trusted_receivers=(*profile.trusted_receivers, *self.trusted))
        past = Memory(self.memory, is_read_only=True) if self.memory else None
        if past:
            profile = replace(profile, results_below=(*profile.results_below, *past.results_below()))
        return Engine(
            profile=profile,
            past=past,
            resolver=self._resolver(),
            scanner=Scanner(self.clamd) if self.clamd else None,
            policy=policies.load(self.policy),
        )

    def _resolver(self) -> Resolver | None:
        return None if self.budget is None else Cached(Live(self.servers, budget=self.budget))
