"""The name of an authority on a mailbox that is not the state's."""

from collections.abc import Iterator

from mailguard.facts import Facts, authorities, identity
from mailguard.identifiers import lists
from mailguard.signals import Evidence, detector, found

_WANTS = ("owed", "call_us", "pressed", "secret_typed", "proof_sent")


@detector
def authority_claimed(facts: Facts) -> Iterator[Evidence]:
    """It claims to be from an authority, but the address isn't."""
    author = facts.author
    if not author.domain or facts.bulk.is_list or authorities.is_official(author.domain):
        return
    if identity.is_in_profile(author, facts) or identity.is_acquaintance(facts):
        return
    by_name = authorities.named(author.name[:120])
    name = by_name or authorities.named(facts.subject[:200])
    if not name:
        return
    strength = 1.0 if by_name else 0.5 * facts.insight.aimed
    if facts.bulk.unsubscribe and not lists.match("odd_suffixes", author.domain):
        strength *= 0.4
    if facts.insight.leads_nowhere or _wants_nothing(facts):
        strength *= 0.4
    yield found(
        "It claims to be from {name}, but comes from {address}.", strength, name=name, address=author.address
    )


def _wants_nothing(facts: Facts) -> bool:
    """News of one's matter: nothing to follow, to open, to call or to answer."""
    if (
        facts.clicked
        or facts.files
        or facts.reply_to
        or facts.insight.telephone
        or identity.is_free(facts.author)
    ):
        return False
    if any(_is_wanted(facts, name) for name in _WANTS) or facts.insight.wanted("account_threat").n:
        return False
    return facts.insight.asked("legal_threat").n < 2 and not facts.insight.requested


def _is_wanted(facts: Facts, name: str) -> bool:
    """Papers that are looked at where one comes in are not sent."""
    if name == "proof_sent" and facts.insight.asked("shown_there").n:
        return False
    return bool(facts.insight.asked(name).n)
