"""Books: all that one may see, new ones, their particulars."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Choice, Column, Day, Title
from hustings.foundation.lib.web.frame import frame, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.ledger import actions, balances, plans
from hustings.money.ledger.forms import BooksForm
from hustings.money.ledger.models import Account, Books
from hustings.money.ledger.refusals import NotPosted
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import BOOKS, ICON, Money, found, show

_NEW = gettext_lazy("New books")


def runs(user: Any) -> bool:
    return access.may(user, RUN_MONEY)


class AllBooks(Resource):
    """All that this user may see, with the money in the bank."""

    guard = needs(SEE_MONEY)
    title, icon = BOOKS, ICON
    order = ("name", "pk")
    buttons = (Button(_NEW, "ledger:new", runs),)
    columns = (
        Title("name", gettext_lazy("Name"), url="ledger:journal", under="agent"),
        Choice("kind", gettext_lazy("Kept for"), accessor="get_kind_display"),
        Column("zone", gettext_lazy("Territory"), accessor="zone.name"),
        Day("closed", gettext_lazy("Closed up to"), accessor="closed_through"),
        Money("bank", gettext_lazy("Bank balance"), accessor="in_bank", currency="currency"),
    )
    empty = gettext_lazy("No books yet.")

    def rows(self) -> QuerySet[Books]:
        return Books.objects.of(self.user, SEE_MONEY).select_related("zone").with_closings()

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        banks = Account.objects.filter(books__in=rows, role=Account.Role.BANK)
        held = {account.books_id: balances.balance(account) for account in banks}
        for row in rows:
            row.in_bank = held.get(row.pk)
        return rows


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
@once("ledger:books")
def new(request: HttpRequest) -> HttpResponse:
    """Open books: the accounts come from the plan."""
    form = BooksForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        books = actions.open_books(by=me(request), **form.cleaned_data)
        messages.success(request, _("Books opened with %(n)d accounts.") % {"n": books.accounts.count()})
        return redirect("ledger:journal", books.pk)
    doubts = [plan for plan in map(plans.get, plans.codes()) if not plan.is_confirmed]
    context = frame(str(_NEW), (reverse("ledger:books"), str(BOOKS)), icon=ICON)
    words = context | {"form": form, "doubts": doubts, "submit": _("Open the books")}
    return render(request, "ledger/books.html", words, status=status_of(form))


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Particulars that may change."""
    books = found(request, pk, RUN_MONEY)
    form = BooksForm(request.POST or None, instance=found(request, pk, RUN_MONEY), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_books(books=books, values=form.cleaned_data)
        except NotPosted as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("ledger:journal", pk)
    plan = plans.get(books.plan)
    words = {"form": form, "plan": plan, "doubts": [] if plan.is_confirmed else [plan], "submit": _("Save")}
    return show(request, "books", books, words, title=_("Settings"), status=status_of(form))
