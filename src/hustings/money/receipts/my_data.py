"""Receipts of somebody in the download of their own data, and what an erasure leaves of them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.display import countries
from hustings.foundation.lib.formats import money
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts


def _receipts(person: Person) -> Iterable[tuple[Any, ...]]:
    for row in person.receipts.order_by("-pk"):
        donor = row.facts.get("donor", {})
        where = [donor.get(name, "") for name in ("street", "postcode", "city")]
        place = ", ".join(filter(None, [*where, countries.name(donor.get("country", ""))]))
        yield (
            row.number, row.issued_on, row.name, place, row.email, money.shown(row.total, row.currency),
            row.given_in, row.voided_at,
        )  # fmt: skip


part = Contribution(
    parts.my_data(
        parts.Part(
            "receipts",
            _("Donation receipts"),
            {
                "number": pgettext_lazy("of a receipt", "number"),
                "on": _("issued"),
                "name": _("name"),
                "address": _("tax address"),
                "email": _("e-mail"),
                "amount": _("amount"),
                "year": _("year of the donations"),
                "void_at": _("void since"),
            },
            _receipts,
        )
    )
)
