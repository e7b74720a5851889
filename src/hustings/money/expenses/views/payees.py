"""Payees of books: suppliers, and people whose advances were refunded."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.tables import Column, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.money.expenses import actions
from hustings.money.expenses.forms import PayeeForm
from hustings.money.expenses.models import Payee
from hustings.money.expenses.refusals import PayeeKnown
from hustings.money.expenses.views.frame import BooksTab, books_of, show_tab
from hustings.money.ledger.rights import RUN_MONEY
from hustings.money.ledger.views.frame import keeps


def _of_payee(row: Any) -> str:
    """Nowhere for those who may only read: the page has the account in clear."""
    return reverse("expenses:payee", args=[row.books_id, row.pk]) if row.is_kept else ""


class Payees(BooksTab):
    """All of these books, by name; more by those who keep them."""

    tab = "payees"
    order = ("key", "pk")
    columns = (
        Title("name", gettext_lazy("Name"), url=_of_payee),
        Column("registration", gettext_lazy("Registration number")),
        Column("iban", gettext_lazy("Account"), accessor="iban_end"),
    )
    form_class = PayeeForm
    form_title, form_submit = gettext_lazy("Add a supplier"), gettext_lazy("Add")
    refusals = {PayeeKnown: "name"}
    empty = gettext_lazy("No payee yet.")

    def rows(self) -> QuerySet[Payee]:
        return self.books.payees.exclude(name="")

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        is_kept = keeps(self.request, self.books)
        for row in rows:
            row.is_kept = is_kept
        return rows

    def about(self) -> dict[str, Any]:
        about = super().about()
        return about if about["keeps"] else about | {"form": None}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        books_of(request, self.kwargs["pk"], RUN_MONEY)
        return super().post(request, *args, **kwargs)

    def add(self, said: dict[str, Any]) -> None:
        actions.add_payee(books=self.books, by=self.user, **said)
        messages.success(self.request, _("Supplier added."))


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
def payee(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Particulars of a payee, with their account in clear."""
    books = books_of(request, pk, RUN_MONEY)
    row = get_object_or_404(books.payees.all(), pk=key)
    form = PayeeForm(request.POST or None, instance=get_object_or_404(books.payees.all(), pk=key))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_payee(payee=row, values=form.cleaned_data, by=me(request))
        except PayeeKnown as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("expenses:payees", pk)
    words = {"form": form, "submit": _("Save"), "head": row}
    return show_tab(request, "payees", books, words, status_of(form), "tab_form")
