"""Refunds in the privacy notice, and what an erasure leaves of them."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.money.expenses.actions.documents import remove_document
from hustings.money.expenses.models import Document, Expense, Payee, State
from hustings.people.persons.hooks import erasure_hooks

_OPEN = [State.ASKED, State.REFUSED]


def _refunds(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["expenses"]:
        yield Part.WHY, _("Expenses you advanced for the campaign: to refund you and to keep the books.")
        kept = _(
            "Expenses that were refunded: as long as the law requires accounts to be kept, even after you ask"
            " for erasure."
        )
        yield Part.HOW_LONG, kept


def erase(people: Sequence[int], _keys: Sequence[str]) -> None:
    """Delete what never came into the books; the rest stays without its person, paid also without account."""
    payees = Payee.objects.filter(person__in=people)
    free = Expense.objects.filter(payee__in=payees, state__in=_OPEN)
    for document in Document.objects.filter(expense__in=free):
        remove_document(document=document)
    free.delete()
    owed = Expense.objects.exclude(state__in=[State.PAID, State.CANCELLED, *_OPEN])
    payees.exclude(expenses__in=owed).update(sealed_iban="", address="")
    payees.filter(expenses=None).delete()
    payees.update(user=None)


part = Contribution(
    uses(Use("expenses", lambda: Payee.objects.filter(is_person=True))),
    tellers(_refunds),
    erasure_hooks.erasers(erase),
)
