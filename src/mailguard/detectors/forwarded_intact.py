"""Passed on, and whole."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def forwarded_intact(facts: Facts) -> Iterator[Evidence]:
    """It was forwarded by another server, but its author's signature is valid."""
    auth = facts.authentication
    if auth.spf.result in {"fail", "softfail"} and auth.dmarc.has_aligned_dkim:
        yield found("The signature of {domain} is valid.", domain=facts.author.domain)
