"""Whether whoever a mail names as its author has truly sent it.

It takes that domain's signature over the whole text, or the finding of a receiving server that the
arrangement names; only such a server's word counts for SPF.
"""

from hustings.security.incidents.guards import protected_profile
from mailguard import profile as profiles
from mailguard.authentication import dkim, dns, trusted
from mailguard.authentication.message_bytes import MessageBytes
from mailguard.facts import Envelope, Facts
from mailguard.identifiers import domain_names
from mailguard.message.parse import parse


def is_proven(raw: bytes, address: str, resolver: dns.Resolver | None = None) -> bool:
    parsed = parse(raw, Envelope())
    facts = parsed.facts.but(profile=profiles.build(protected_profile.profile()))
    if len(facts.from_) != 1 or facts.author.address.lower() != address.lower():
        return False
    if _is_told(facts):
        return True
    source = resolver or protected_profile.resolver()
    if source is None:
        return False
    message = MessageBytes(raw, parsed.is_crlf)
    signatures = dkim.verify_all(message, dns.for_message(source), facts.author.domain, facts.now)
    return any(
        each.result == "pass"
        and not each.is_partial
        and domain_names.organisation(each.domain) == facts.author.organisation
        for each in signatures
    )


def _is_told(facts: Facts) -> bool:
    told = trusted.read(facts)
    found = told.dmarc
    is_aligned = found.has_aligned_spf or found.has_aligned_dkim
    return bool(told.trusted) and (
        found.result == "pass" or (found.result in {"none", "unknown"} and is_aligned)
    )
