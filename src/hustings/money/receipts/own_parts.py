"""Receipts where donors find them: on their home and on the page of their donations, once it is open."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Contribution
from hustings.money.giving.hooks import DonorPart, donor_parts
from hustings.money.receipts.models import Receipt
from hustings.people.persons.models import Person
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known

_ON_HOME, _IN_ALL = 24, 200
_TITLE, _TEMPLATE = _("My receipts"), "receipts/cards/receipts.html"


def _card(request: HttpRequest, known: Known | None) -> Card | None:
    if known is None or not known.is_open:
        return None
    words = _rows(known.person, _ON_HOME)
    return Card("receipts", _TITLE, _TEMPLATE, 40, words) if words else None


def _part(request: HttpRequest, person: Person) -> DonorPart | None:
    words = _rows(person, _IN_ALL)
    return DonorPart("receipts", _TITLE, "receipts/cards/part.html", words) if words else None


def _rows(person: Person, n: int) -> dict[str, Any]:
    """Theirs, the youngest first; void ones say so."""
    rows = list(Receipt.objects.filter(person=person).exclude(facts={})[:n])
    return {"rows": rows} if rows else {}


part = Contribution(cards(_card), donor_parts(_part))
