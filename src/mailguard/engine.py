"""One engine: profile, memory, resolver and policy held together for many messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import mailguard.detectors  # noqa: F401 - importing registers them
from mailguard import policy as policies
from mailguard.dns import Resolver
from mailguard.facts import Envelope, Facts
from mailguard.gather import Past, gather
from mailguard.model import shipped
from mailguard.policy import Policy, judge
from mailguard.profile import Profile
from mailguard.signals import detect
from mailguard.verdict import Verdict


class Corrects(Protocol):
    """A learnt part: what it adds to the log-odds that a message is an attack."""

    def odds(self, facts: Facts, sums: Mapping[str, float]) -> float:
        """``sums`` are the log-odds that each group of signals adds already."""
        ...


@dataclass(frozen=True)
class Engine:
    """Holds what doesn't change from message to message; safe to share between threads."""

    profile: Profile = field(default_factory=Profile)
    past: Past | None = None
    resolver: Resolver | None = None
    policy: Policy = field(default_factory=policies.load)
    learnt: Corrects | None = field(default_factory=shipped)

    def analyse(self, raw: bytes, envelope: Envelope | None = None) -> Verdict:
        """Read, look up, detect and judge one message. Whatever the bytes are, there is a verdict."""
        facts = gather(raw, envelope, profile=self.profile, past=self.past, resolver=self.resolver)
        return self.judge(facts)

    def judge(self, facts: Facts) -> Verdict:
        """Detect and judge facts that were gathered before: replaying a reported message."""
        signals = detect(facts)
        if self.learnt is None:
            return judge(facts, signals, self.policy)
        shares = policies.weigh(signals, self.policy)
        learnt = self.learnt.odds(facts, policies.sums(shares, self.policy))
        return judge(facts, signals, self.policy, learnt, shares)


def analyse(raw: bytes, envelope: Envelope | None = None) -> Verdict:
    """What is wrong with one message (RFC 5322 octets), without profile, history or network."""
    return Engine().analyse(raw, envelope)
