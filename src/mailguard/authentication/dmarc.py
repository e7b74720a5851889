"""Whether the author's domain stands behind a message: DMARC after RFC 9989."""

from collections.abc import Iterable

from mailguard.authentication.dns import Resolver
from mailguard.authentication.policies import Unanswered, Walks
from mailguard.facts import Dmarc, Signature, Spf
from mailguard.identifiers import domain_names

_UNSURE = {"temperror", "unknown"}


def evaluate(authors: Iterable[str], spf: Spf, signatures: Iterable[Signature], resolver: Resolver) -> Dmarc:
    """Pass, fail, none (no record), permerror (no author's domain, or several), or temperror.

    ``spf`` is of MAIL FROM: HELO does not count (4.4.2). Without a record alignment goes by public suffixes.
    """
    found = {domain_names.ascii_form(each) for each in authors}
    if len(found) != 1 or not (author := next(iter(found))):
        return Dmarc("permerror")  # 5.3.1
    signatures = tuple(signatures)
    signers = {each.domain for each in signatures if each.result == "pass"}
    senders = {spf.domain} if spf.result == "pass" else set()
    walks = Walks(resolver)
    try:
        applied = walks.applicable(author)
    except Unanswered:
        return _by_suffix("temperror", author, senders, signers)
    if applied is None or applied.policy.is_void:
        return _by_suffix("none", author, senders, signers)
    policy = applied.policy
    is_unsure = spf.result in _UNSURE or any(each.result in _UNSURE for each in signatures)
    try:
        by_spf = _any_aligned(author, senders, policy.is_spf_strict, walks)
        by_dkim = _any_aligned(author, signers, policy.is_dkim_strict, walks)
    except Unanswered:
        return _by_suffix("temperror", author, senders, signers)
    is_subdomain = applied.domain != author
    request = policy.request(is_subdomain, is_subdomain and bool(policy.np) and _is_absent(author, resolver))
    if by_spf or by_dkim:
        return Dmarc("pass", applied.domain, request, by_spf, by_dkim)
    return Dmarc("temperror" if is_unsure else "fail", applied.domain, request)


def _any_aligned(author: str, identifiers: Iterable[str], is_strict: bool, walks: Walks) -> bool:
    """Whether one identifier is the author's domain, or in relaxed mode of its organisation (4.4, 4.10.2)."""
    others = []
    for each in identifiers:
        if each == author:
            return True
        if not is_strict and each.rpartition(".")[2] == author.rpartition(".")[2]:
            others.append(each)
    if not others:
        return False
    organisation = walks.organisation(author)
    # An organisation's name ends every name of its own: others need no walk.
    return any(
        walks.organisation(each) == organisation
        for each in others
        if domain_names.is_under(each, organisation)
    )


def _is_absent(domain: str, resolver: Resolver) -> bool:
    """NXDOMAIN (3.2.13, RFC 8020)."""
    return resolver.lookup(domain, "A").status == "nxdomain"


def _by_suffix(result: str, author: str, senders: set[str], signers: set[str]) -> Dmarc:
    own = domain_names.organisation(author)
    return Dmarc(
        result,
        has_aligned_spf=any(domain_names.organisation(each) == own for each in senders),
        has_aligned_dkim=any(domain_names.organisation(each) == own for each in signers),
    )
