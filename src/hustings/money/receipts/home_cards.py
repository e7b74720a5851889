"""Receipts on the donor’s own page, where it is open."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.money.receipts.models import Receipt
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known

_SHOWN = 24


def _receipts(request: HttpRequest, known: Known | None) -> Card | None:
    """Theirs, the youngest first; void ones say so."""
    if known is None or not known.is_open:
        return None
    rows = list(Receipt.objects.filter(person=known.person).exclude(facts={})[:_SHOWN])
    return (
        Card("receipts", _("My receipts"), "receipts/cards/receipts.html", 40, {"rows": rows})
        if rows
        else None
    )


part = cards(_receipts)
