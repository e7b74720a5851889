"""Expenses that somebody asked for, and new ones: on a phone, too."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect as to
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Day, State, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.expenses import actions, forms
from hustings.money.expenses.models import Expense, Step
from hustings.money.expenses.models import State as Course
from hustings.money.expenses.refusals import NotDone
from hustings.money.expenses.rights import ASK_EXPENSES
from hustings.money.expenses.views.frame import ICON, MINE, askable, show
from hustings.money.ledger.models import Books
from hustings.money.ledger.views.frame import Money

_TRAIL = ("expenses:mine", MINE)
_BUY, _REFUND = gettext_lazy("Ask for a purchase"), gettext_lazy("Ask for a refund")


class Mine(Resource):
    """Those that this user asked for, the youngest first."""

    guard = needs(ASK_EXPENSES)
    title, icon = MINE, ICON
    buttons = (Button(_REFUND, "expenses:claims"), Button(_BUY, "expenses:requests"))
    columns = (
        Title("label", gettext_lazy("Subject"), under="said"),
        Money("cost", gettext_lazy("Amount")),
        State("state", gettext_lazy("State"), accessor=lambda row: (row.state, row.get_state_display())),
        Day("made_at", gettext_lazy("Asked on")),
    )
    empty = gettext_lazy("You have asked for nothing yet.")

    def rows(self) -> QuerySet[Expense]:
        return Expense.objects.filter(made_by=self.user).select_related("books")

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        ended = Step.objects.filter(expense__in=rows, state__in=[Course.REFUSED, Course.CANCELLED])
        notes = dict(ended.values_list("expense", "note"))
        for row in rows:
            row.said = notes.get(row.pk, "")
        return rows


def _start(request: HttpRequest, view: str, title: Any) -> HttpResponse:
    """The books to ask, where there are several."""
    rows = list(askable(request.user)[:200])
    if len(rows) == 1:
        return to(view, rows[0].pk)
    return show(request, "start", title, {"rows": rows, "view": view}, _TRAIL)


@needs(ASK_EXPENSES)
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Choose the books for a purchase."""
    return _start(request, "expenses:request", _BUY)


@needs(ASK_EXPENSES)
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """Choose the books for a refund."""
    return _start(request, "expenses:claim", _REFUND)


def _asked(request: HttpRequest, form: Any, deed: Callable[[], Any], title: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            deed()
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Sent. You see here what becomes of it."))
            return to("expenses:mine")
    words = {"form": form, "submit": _("Send"), "is_once": True, "has_file": "file" in form.fields}
    return show(request, "form", title, words, _TRAIL, status=status_of(form))


def _books(request: HttpRequest, pk: int) -> Books:
    return get_object_or_404(askable(request.user), pk=pk)


@needs(ASK_EXPENSES)
@require_http_methods(["GET", "HEAD", "POST"])
@once("expenses:mine")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for something to be bought."""
    books = _books(request, pk)
    form = forms.AskBuyForm(request.POST or None, books=books)
    return _asked(request, form, lambda: actions.ask(books=books, by=me(request), **form.cleaned_data), _BUY)


@needs(ASK_EXPENSES)
@require_http_methods(["GET", "HEAD", "POST"])
@once("expenses:mine")
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for money back, with the receipt."""
    books = _books(request, pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.ClaimForm(*sent, books=books)
    return _asked(
        request, form, lambda: actions.claim(books=books, by=me(request), **form.cleaned_data), _REFUND
    )
