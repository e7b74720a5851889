"""An account that we don't know of somebody whom we pay."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.identifiers import ibans
from mailguard.signals import Evidence, detector, found

_FEW = 3  # messages of an author, before which a habit is none


@detector
def bank_account_changed(facts: Facts) -> Iterator[Evidence]:
    """The bank account isn't the one we know."""
    if facts.bulk.is_list:
        return
    if other := identity.other_accounts(facts):
        partner, accounts = other
        countries = {ibans.normal(each)[:2] for each in partner.accounts}
        for account in accounts:
            yield found(
                "{account} is not an account of {name}.",
                0.9 if account[:2] in countries else 1.0,
                account=account,
                name=partner.name,
            )
    elif _is_new(facts):
        account = facts.insight.accounts[0]
        yield found(
            "{author} has never given {account} before.",
            _sure(facts),
            author=facts.author.address,
            account=account,
        )
    elif _is_told(facts):
        want = facts.insight.asked("bank_moved")
        sure = 0.6 + 0.1 * min(want.n, 2)
        yield found(
            "{author} says “{words}”.", sure, author=facts.author.address, words=facts.insight.quote(want)
        )


def _is_new(facts: Facts) -> bool:
    """Whether an account stands in the text that its author never named before."""
    is_unknown = facts.relation.accounts_known is False and bool(facts.insight.accounts)
    return is_unknown and not identity.pays_partners(facts)


def _sure(facts: Facts) -> float:
    """Colleagues speak of other people's accounts, too; of their own where their pay is to go there."""
    moved = facts.insight.asked("bank_moved").n
    if identity.is_ours(facts.author, facts):
        return 0.9 if moved or facts.insight.asked("payment").n or facts.insight.asked("pay_into").n else 0.4
    return 0.5 if facts.relation.n_received < _FEW and not moved else 0.9


def _is_told(facts: Facts) -> bool:
    """Somebody we pay says in words that the account is another one now, and names none, or in a picture."""
    author, relation = facts.author, facts.relation
    ours = identity.is_ours(author, facts)
    if not (ours or identity.is_partner(author, facts) or (relation.n_sent and relation.n_received)):
        return False
    if facts.bulk.unsubscribe or facts.insight.accounts or not facts.insight.asked("bank_moved").n:
        return False
    return not ours or bool(facts.insight.asked("pay_into").n and not facts.insight.asked("in_person").n)
