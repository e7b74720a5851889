"""Refunds to somebody in the download of their own data."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.formats import money
from hustings.money.expenses.models import Expense
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts


def _refunds(person: Person) -> Iterable[tuple[Any, ...]]:
    rows = Expense.objects.filter(payee__person=person).select_related("books", "payee").order_by("-pk")
    for row in rows:
        shown = money.shown(row.cost, row.books.currency)
        yield (
            row.number,
            row.label,
            shown,
            row.get_state_display(),
            row.made_at,
            row.payee and row.payee.iban,
        )


part = Contribution(
    parts.my_data(
        parts.Part(
            "expenses",
            _("Expenses refunded to you"),
            {
                "number": pgettext_lazy("of a document", "number"),
                "subject": pgettext_lazy("expense", "subject"),
                "amount": _("amount"),
                "state": _("state"),
                "at": _("date"),
                "account": _("IBAN"),
            },
            _refunds,
        )
    )
)
