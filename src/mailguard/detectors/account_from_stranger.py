"""A bank account from somebody whom nobody knows."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found

_PHRASES = ("payment", "bank_change", "urgency", "account_threat")
_REQUESTS = ("payment", "bank_moved", "refund_request")
# What counts whoever is known.
_ALARMING_PHRASES = ("urgency", "account_threat", "secrecy")
_ALARMING_REQUESTS = ("bank_moved", "refund_request")


@detector
def account_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender gives a bank account to pay into."""
    author, relation = facts.author, facts.relation
    if facts.bulk.unsubscribe or facts.bulk.is_list or relation.n_sent or relation.n_received > 2:
        return
    if identity.is_in_profile(author, facts):
        return
    accounts = facts.insight.accounts
    if not accounts:
        return
    presses = any(facts.insight.wanted(name).n for name in _PHRASES)
    presses = presses or any(facts.insight.asked(name).n for name in _REQUESTS)
    strength = (1.0 if identity.is_free(author) else 0.75) if presses else 0.6
    if facts.insight.sum_of_money and facts.insight.asked("owed").n:
        strength = max(strength, 0.9)
    if facts.insight.bills_plainly:  # every supplier writes for the first time once: a warning will do
        leans = facts.profile.insiders and facts.insight.invoked  # which is told, too
        strength = min(strength, 0.6 if leans else 0.75)
    if not _is_alarming(facts):  # bills that are due name accounts, too
        strength *= facts.insight.telling
    yield found(
        "{author} gives the account {account}.", strength, author=author.address, account=sorted(accounts)[0]
    )


def _is_alarming(facts: Facts) -> bool:
    if any(facts.insight.asked(name).n for name in _ALARMING_REQUESTS):
        return True
    return any(facts.insight.wanted(name).n for name in _ALARMING_PHRASES)
