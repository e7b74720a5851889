"""One engine: profile, correspondents' store, resolver and policy for many messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import mailguard.detectors  # noqa: F401 - importing registers them
from mailguard.authentication.dns import Resolver
from mailguard.facts import Envelope, Facts
from mailguard.gather import Past, Scans, gather
from mailguard.policy import judgement as policies
from mailguard.policy.judgement import Policy, judge
from mailguard.policy.model import shipped, tokens
from mailguard.profile import Profile
from mailguard.signals import Signal, detect
from mailguard.verdict import Verdict

# It makes the engine load what it reads when first needed. None of that starts a thread.
_FIRST = (
    b"From: Bank <a@example.com>\r\nTo: b@example.org\r\nReply-To: c@example.net\r\nSubject: account\r\n"
    b"Received: from x (x.example.com [192.0.2.1]) by y; Mon, 1 Mar 2027 10:00:00 +0000\r\n"
    b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Verify your password within a day, or it ends: "
    b"<a href=https://secure.example.net/login>www.example.com</a> \xc3\xa9 "
    b"<a href=https://\xc3\xa9t\xc3\xa9.example/>here</a></p>\r\n"
)


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
    scanner: Scans | None = None
    policy: Policy = field(default_factory=policies.load)
    learnt: Corrects | None = field(default_factory=shipped)

    def analyse(self, raw: bytes, envelope: Envelope | None = None) -> Verdict:
        """Read, look up, detect and judge one message. Whatever the bytes are, there is a verdict."""
        facts = gather(
            raw,
            envelope,
            profile=self.profile,
            past=self.past,
            resolver=self.resolver,
            scanner=self.scanner,
        )
        return self.judge(facts)

    def warm(self) -> None:
        """Judge a letter of our own: so that the first of many does not wait for what is loaded."""
        replace(self, scanner=None).analyse(_FIRST)

    def judge(self, facts: Facts) -> Verdict:
        """Detect and judge facts that were gathered before: replaying a reported message."""
        signals = detect(facts)
        taught = self._taught(facts, signals)
        if self.learnt is None:
            return judge(facts, signals, self.policy, reviews=taught)
        shares = policies.weigh(signals, self.policy)
        learnt = self.learnt.odds(facts, policies.sums(shares, self.policy))
        return judge(facts, signals, self.policy, learnt, shares, taught)

    def _taught(self, facts: Facts, signals: Sequence[Signal]) -> float:
        reviews = self.profile.reviews
        if not reviews:
            return 0.0
        return reviews.odds({each.name: each.strength for each in signals}, tokens.features(facts))


def analyse(raw: bytes, envelope: Envelope | None = None) -> Verdict:
    """What is wrong with one message (RFC 5322 bytes), without profile, history or network."""
    return Engine().analyse(raw, envelope)
