"""Surplus of a candidate's account: what has to be handed over, by the country's rules."""

from django.utils import timezone

from hustings.foundation.legal import Pack, rules
from hustings.foundation.legal.rules import Rule
from hustings.money.expenses import summaries
from hustings.money.ledger import law
from hustings.money.ledger.models import Account, Books

Role = Account.Role
_DEBTS = (Role.LOANS, Role.SUPPLIERS, Role.TO_REFUND)


def of(told: summaries.Summary) -> int:
    """Part of the surplus that is still there and isn't the candidate's own money, in minor units."""
    own = max(0, told.of_role(Role.OWN))
    return max(0, told.left - own - handed(told))


def handed(told: summaries.Summary) -> int:
    return -told.of_role(Role.HANDED_OVER)


def debts(told: summaries.Summary) -> int:
    """Money to pay before anything is a surplus."""
    return sum(told.of_role(role) for role in _DEBTS)


def rule(books: Books, pack: Pack | None) -> "Rule[rules.GiftRule] | None":
    """The rule on these books, on the day of filing or today; None where country or election have none."""
    found = pack.gift.get("surplus") if pack else None
    if found is None or pack is None or books.kind != Books.Kind.CANDIDATE:
        return None
    value = found.on(books.filed_on or timezone.localdate())
    kind = law.facts(books, pack).election
    return found if value and (not value.elections or kind in value.elections) else None
