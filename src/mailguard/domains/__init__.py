"""Check of a domain's e-mail protection: findings in plain words, each with a remedy."""

from collections.abc import Iterator, Sequence

from mailguard.authentication import dns
from mailguard.authentication.policies import Unanswered
from mailguard.domains import policies, senders, transport
from mailguard.domains.finding import Finding, Grade, make
from mailguard.domains.source import Source, Unreachable, download
from mailguard.i18n import mark

__all__ = ["Finding", "Grade", "Source", "Unreachable", "download", "examine"]


def examine(domain: str, source: Source, selectors: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Look a domain up, or raise Unreachable. ``selectors`` are names of DKIM keys beside the usual ones."""
    dns.prefetch(source.resolver, [(domain, "NS"), ("com", "NS")])
    answer = source.resolver.lookup(domain, "NS")
    if answer.status == "unknown" and source.resolver.lookup("com", "NS").status == "unknown":
        raise Unreachable(domain)
    if answer.status == "nxdomain":
        if source.resolver.lookup("com", "NS").status != "ok":
            raise Unreachable(domain)  # a server that knows a local network only
        absent = mark("There is no such domain.")
        return (make("DNS", Grade.WRONG, absent, mark("Check the spelling of the name.")),)
    return (
        *_told("SPF", senders.spf(domain, source)),
        *senders.dkim(domain, source, selectors),
        *_told("DMARC", policies.dmarc(domain, source)),
        *transport.mx(domain, source),
        *_told("MTA-STS", transport.mta_sts(domain, source)),
        *_told("TLS-RPT", transport.tls_rpt(domain, source)),
        *transport.dnssec(domain, source),
    )


def _told(subject: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    try:
        yield from findings
    except Unanswered:
        yield make(subject, Grade.UNKNOWN, mark("The record could not be looked up."))
