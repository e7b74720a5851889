"""A partner's address that nothing proves, and a wish."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, links
from mailguard.signals import Evidence, detector, found

_BAITS = ("sign_in", "identity_proof", "let_in", "secret_typed", "bank_moved", "payment", "document")


@detector
def partner_unproven(facts: Facts) -> Iterator[Evidence]:
    """It claims to be from one of our partners or services, isn't authenticated, and wants something."""
    author, dmarc = facts.author, facts.authentication.dmarc
    if facts.is_authenticated or facts.bulk.is_list or not identity.is_partner(author, facts):
        return
    if identity.is_ours(author, facts) or dmarc is None or dmarc.result != "fail":
        return
    away = any(links.is_little_known(link.host) for link in facts.foreign)
    replies = any(each.address and each.organisation != author.organisation for each in facts.reply_to)
    wants = bool(facts.insight.requested) or any(facts.insight.asked(name).n for name in _BAITS)
    hooks = away + replies + wants
    if hooks:
        yield found(
            "Nothing proves that it is from {author}.", 0.5 + 0.25 * (hooks > 1), author=author.address
        )
