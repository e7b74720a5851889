"""An account that we don't know of somebody whom we pay."""

from collections.abc import Iterator

from mailguard import ibans, identity
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def bank_account_changed(facts: Facts) -> Iterator[Evidence]:
    """It names a bank account that is not the one we know."""
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
    elif facts.relation.accounts_known is False:
        few = 0.5 if facts.relation.n_received < 3 else 0.9
        account = ibans.of(facts)[0]
        yield found(
            "{author} has not named {account} before.", few, author=facts.author.address, account=account
        )
