"""An account that we don't know of somebody whom we pay."""

from collections.abc import Iterator

from mailguard import ibans
from mailguard.facts import Facts
from mailguard.lookalikes.skeleton import plain
from mailguard.profile import Partner
from mailguard.signals import Evidence, detector, found


@detector
def bank_account_changed(facts: Facts) -> Iterator[Evidence]:
    """It names a bank account that is not the one we know."""
    accounts = ibans.of(facts)
    if not accounts or facts.bulk.is_list:
        return
    partner = _partner(facts)
    known = {ibans.normal(each) for each in partner.accounts} if partner else set()
    if partner and known:
        for account in accounts:
            if account not in known:
                moved = account[:2] not in {each[:2] for each in known}
                yield found(
                    "{account} is not an account of {name}.",
                    1.0 if moved else 0.9,
                    account=account,
                    name=partner.name,
                )
    elif facts.relation.accounts_known is False:
        few = 0.5 if facts.relation.n_received < 3 else 0.9
        yield found(
            "{author} has not named {account} before.", few, author=facts.author.address, account=accounts[0]
        )


def _partner(facts: Facts) -> Partner | None:
    """Whose mail it is, or says it is."""
    words = plain(f"{facts.author.name}\n{facts.subject}\n{facts.text[:5_000]}")
    for partner in facts.profile.partners:
        if partner.accounts and facts.author.organisation in partner.domains:
            return partner
    for partner in facts.profile.partners:
        if partner.accounts and len(partner.name) > 4 and plain(partner.name) in words:
            return partner
    return None
