"""Gifts on the record of a person, for those who see the books."""

from typing import Any

from django.db.models import F, Sum

from hustings.foundation.accounts import access
from hustings.money.donations.models import Donation
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.people.persons.hooks.record_parts import Card
from hustings.people.persons.models import Person

_SHOWN = 5


def card(person: Person, user: Any) -> Card | None:
    """The last gifts and the sums by currency."""
    if not access.may(user, SEE_MONEY):
        return None
    rows = Donation.objects.of(user, SEE_MONEY).filter(person=person)
    sums = rows.held().order_by("currency").values("currency").annotate(sum=Sum(F("amount") - F("refunded")))
    about = {
        "gifts": rows.select_related("fund")[:_SHOWN],
        "sums": list(sums),
        "person": person,
        "may_enter": access.may(user, RUN_MONEY),
    }
    return Card("donations/card.html", about)
