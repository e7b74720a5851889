"""Expenses: all that one may see, the record of one, a new one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.filters import FilterForm
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Day, State, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.expenses import actions, approvals, ceilings, due, postings
from hustings.money.expenses import forms as shapes
from hustings.money.expenses.models import Expense, Way
from hustings.money.expenses.models import State as Step
from hustings.money.expenses.models.expenses import BEFORE, PAYABLE
from hustings.money.expenses.refusals import NotDone
from hustings.money.expenses.views.frame import EXPENSES, ICON, books_of, expense_of, runs, show
from hustings.money.ledger.models import Books
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import Money, keeps

_NEW, _REFUND = gettext_lazy("New expense"), gettext_lazy("Refund an advance")


class ExpenseFilter(FilterForm):
    q = forms.CharField(label=gettext_lazy("Subject, supplier or number"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("all")), *Step.choices]
    )

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        if said["state"]:
            rows = rows.filter(state=said["state"])
        if not (text := said["q"].strip()):
            return rows
        wanted = Q(label__icontains=text) | Q(payee__name__icontains=text) | Q(invoice_number__icontains=text)
        number = text.upper().removeprefix("E")
        if number.isdecimal() and len(number) < 18:
            wanted |= Q(pk=int(number))
        return rows.filter(wanted)


def _to_pay_by(row: Expense) -> Any:
    return row.due_on if row.state == Step.INVOICED else None


class Expenses(Resource):
    """All that this user may see, the youngest first."""

    guard = needs(SEE_MONEY)
    title, icon = EXPENSES, ICON
    filters_class = ExpenseFilter
    buttons = (Button(_NEW, "expenses:start", runs), Button(_REFUND, "expenses:start_refund", runs))
    columns = (
        Title("label", gettext_lazy("Subject"), url="expenses:expense", under="number"),
        Column("payee", gettext_lazy("Supplier")),
        Column("account", gettext_lazy("Account heading")),
        Column("books", gettext_lazy("Books")),
        Money("cost", gettext_lazy("Amount")),
        State("state", gettext_lazy("State"), accessor=lambda row: (row.state, row.get_state_display())),
        Day("due_on", gettext_lazy("To pay by"), accessor=_to_pay_by),
    )
    empty = gettext_lazy("No expense yet.")
    nothing_found = gettext_lazy("No expense matches.")

    def rows(self) -> QuerySet[Expense]:
        return Expense.objects.of(self.user, SEE_MONEY).select_related("books", "account", "payee")


@needs(RUN_MONEY)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Choose the books of a new expense."""
    return _start(request, "expenses:new", _NEW)


def _start(request: HttpRequest, view: str, title: Any) -> HttpResponse:
    """The books to choose from, where there are several."""
    rows = list(Books.objects.of(request.user, RUN_MONEY).filter(closed_on=None)[:200])
    if len(rows) == 1:
        return redirect(view, rows[0].pk)
    return show(request, "start", title, {"rows": rows, "view": view})


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
@once("expenses:expenses")
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """An expense, to be decided or invoiced on its page."""
    books = books_of(request, pk, RUN_MONEY)
    form = shapes.AskForm(request.POST or None, books=books)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.ask(books=books, by=me(request), **paid_to(form, books, me(request)))
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Expense %s entered.") % made.number)
            return redirect("expenses:expense", made.pk)
    words = {"form": form, "submit": _("Enter the expense"), "is_once": True}
    return show(request, "form", _NEW, words, status=status_of(form))


@needs(RUN_MONEY)
@require_safe
def start_refund(request: HttpRequest) -> HttpResponse:
    """Choose the books of a refund for somebody."""
    return _start(request, "expenses:refund", _REFUND)


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
@once("expenses:expenses")
def refund(request: HttpRequest, pk: int) -> HttpResponse:
    """Money that somebody advanced, with the receipt, entered for them."""
    books = books_of(request, pk, RUN_MONEY)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = shapes.ClaimForForm(*sent, books=books)
    if request.method == "POST" and form.is_valid():
        made = actions.claim_for(books=books, by=me(request), **form.cleaned_data)
        messages.success(request, _("Expense %s entered.") % made.number)
        return redirect("expenses:expense", made.pk)
    words = {"form": form, "submit": _("Enter the expense"), "is_once": True, "has_file": True}
    return show(request, "form", _REFUND, words, status=status_of(form))


def paid_to(form: Any, books: Books, by: Any) -> dict[str, Any]:
    """Values of the form, its new supplier made a payee."""
    said = dict(form.cleaned_data)
    name = said.pop("supplier", "")
    return said | {"payee": actions.add_payee(books=books, name=name, by=by)} if name else said


@needs(SEE_MONEY)
@require_safe
def expense(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of one."""
    return shown(request, expense_of(request, pk))


def shown(request: HttpRequest, row: Expense, **tried: Any) -> HttpResponse:
    """The record, with forms for what may be done next; ``tried``: those that were sent and are wrong."""
    may_run = keeps(request, row.books)
    made = {**_forms(row, request.user), **tried} if may_run else {}
    standing, n_missing = ceilings.of(row.books), approvals.n_missing(row)
    may_decide = may_run and due.decidable(Expense.objects.filter(pk=row.pk), request.user).exists()
    words = {
        "expense": row,
        "books": row.books,
        "steps": row.steps.select_related("by"),
        "settlements": row.settlements.select_related("made_by"),
        "documents": row.documents.select_related("made_by"),
        "entries": postings.entries(row),
        "standing": standing,
        "n_given": row.steps.filter(state=Step.APPROVED).count(),
        "n_needed": approvals.n_needed(row),
        "n_missing": n_missing,
        "may_decide": may_decide,
        "may_run": may_run,
        "forms": made,
        "media": shapes.FileForm().media,
    }
    wrong = next((status_of(form) for form in tried.values() if form.errors), 200)
    return show(request, "expense", row, words, status=wrong)


def _forms(row: Expense, user: Any) -> dict[str, Any]:
    """Forms for what this user may do next: nobody books or pays their own refund."""
    is_own = row.payee is not None and row.payee.user_id == user.pk
    waits = is_own or approvals.n_missing(row) > 0
    found: dict[str, Any] = {"document": shapes.DocumentForm(books=row.books)}
    if row.state == Step.ASKED:
        found["refusal"] = shapes.NoteForm(prefix="refusal")
    if row.state in BEFORE[Step.INVOICED] and not is_own and not (waits and row.way == Way.CLAIM):
        found["invoice"] = shapes.InvoiceForm(row=row)
    if row.state in PAYABLE and not waits and row.left > 0 and not row.is_borne_by_others:
        found["settlement"] = shapes.SettleForm(row=row, prefix="paid")
    if row.state in BEFORE[Step.CANCELLED]:
        found["cancellation"] = shapes.NoteForm(prefix="cancel")
    return found
