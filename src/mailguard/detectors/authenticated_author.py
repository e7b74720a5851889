"""The author's domain is proven."""

from collections.abc import Iterator

from mailguard.facts import Facts, proof
from mailguard.identifiers import lists
from mailguard.signals import Evidence, detector, found


@detector
def authenticated_author(facts: Facts) -> Iterator[Evidence]:
    """It is authenticated by the domain it claims to come from."""
    if not facts.is_authenticated or not facts.author.domain or proof.is_only_begun(facts):
        return
    yield found("{domain} vouches for it.", _strength(facts), domain=facts.author.domain)


def _strength(facts: Facts) -> float:
    """Whole where the domain asks for refusal of everything else and both ways prove it.

    Anybody can have a proven domain: a stranger's or a free one says little of who writes.
    """
    dmarc = facts.authentication.dmarc
    strength = {"reject": 1.0, "quarantine": 0.9}.get(dmarc.policy, 0.6)
    if not dmarc.has_aligned_dkim:
        strength -= 0.2  # SPF alone stands for a server that many may share
    if any(
        lists.match(name, facts.author.domain) for name in ("free_mail", "subdomain_hosts", "odd_suffixes")
    ):
        strength *= 0.5
    return strength
