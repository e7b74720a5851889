"""Loans by their lenders: what is left to pay back, and until when."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, State, Title
from hustings.foundation.legal import sentences
from hustings.money.donations import caps
from hustings.money.donations.models import Donation
from hustings.money.donations.models.words import Kinds
from hustings.money.donations.views.frame import DONATIONS, ICON, LOANS
from hustings.money.ledger.rights import SEE_MONEY
from hustings.money.ledger.views.frame import Money

_LATE = gettext_lazy("late")


class Loans(Resource):
    """Loans that are not paid back, the next due first. A repayment is entered as a refund."""

    guard = needs(SEE_MONEY)
    title, icon = LOANS, ICON
    trail = (("donations:donations", DONATIONS),)
    order = ("due_on", "pk")
    template_name = "donations/loans.html"
    columns = (
        Title("donor", gettext_lazy("Lender"), url="donations:donation", under="number"),
        Column("fund", gettext_lazy("Fund")),
        Money("amount", gettext_lazy("Lent"), currency="currency"),
        Money("refunded", gettext_lazy("Paid back"), currency="currency"),
        Money("left", gettext_lazy("Remaining"), currency="currency"),
        Day("due_on", gettext_lazy("To pay back by")),
        State("late", gettext_lazy("State"), empty=""),
    )
    empty = gettext_lazy("No loan to pay back.")
    hint = gettext_lazy("Enter a loan on the lender’s record.")

    def rows(self) -> QuerySet[Donation]:
        rows = Donation.objects.of(self.user, SEE_MONEY).loans().exclude(due_on=None)
        return rows.select_related("fund", "donor")

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        for row in rows:
            row.late = ("failed", _LATE) if row.due_on < timezone.localdate() else None
        return rows

    def about(self) -> dict[str, Any]:
        """Rules of the country on loans, in words."""
        pack, language = caps.law(), get_language() or "en"
        rules = pack.gift.values() if pack else ()
        on = [rule for rule in rules if _is_on_loans(rule)]
        return {
            "laws": [
                (rule.says.say(language), _value(rule, language), rule.article, rule.confirmed) for rule in on
            ]
        }


def _value(rule: Any, language: str) -> str:
    """The limit that it sets; empty for a rule that forbids."""
    found = rule.on(timezone.localdate())
    return sentences.quantity(found, language) if found.value else ""


def _is_on_loans(rule: Any) -> bool:
    value = rule.on(timezone.localdate())
    return bool(value and value.test and set(value.kinds) == {Kinds.LOAN})
