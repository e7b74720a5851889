"""Deeds on one expense: decide, order, invoice, pay, cancel, its papers."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.fields.uploaded_files import KINDS
from hustings.foundation.lib.web import buttons
from hustings.foundation.lib.web.idempotency import once
from hustings.foundation.lib.web.sent_files import sent
from hustings.money.expenses import actions, forms
from hustings.money.expenses.models import Document, Expense
from hustings.money.expenses.views.expenses import paid_to, shown
from hustings.money.expenses.views.frame import expense_of
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.people.persons.refusals import Refused

_BUSY = "expenses:expenses"
_EXPENSE = "expenses:expense"
done = partial(buttons.done, refused=Refused)


def _typed(
    request: HttpRequest, row: Expense, name: str, form: Any, deed: Callable[[], Any], words: Any
) -> HttpResponse:
    """Do what a form asks for; shown again where something is to be mended."""
    if form.is_valid():
        try:
            deed()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, words)
            return redirect(_EXPENSE, row.pk)
    return shown(request, expense_of(request, row.pk), **{name: form})


@needs(RUN_MONEY)
@require_POST
@once(_BUSY)
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes."""
    row = expense_of(request, pk, RUN_MONEY)
    return done(request, lambda: actions.approve(expense=row, by=me(request)), _("Approved."), _EXPENSE, pk)


@needs(RUN_MONEY)
@require_POST
@once(_BUSY)
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no."""
    row, form = expense_of(request, pk, RUN_MONEY), forms.NoteForm(request.POST, prefix="refusal")

    def deed() -> None:
        actions.refuse(expense=row, by=me(request), **form.cleaned_data)

    return _typed(request, row, "refusal", form, deed, _("Refused."))


@needs(RUN_MONEY)
@require_POST
@once(_BUSY)
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that it was ordered."""
    row = expense_of(request, pk, RUN_MONEY)
    return done(
        request, lambda: actions.order(expense=row, by=me(request)), _("Noted as ordered."), _EXPENSE, pk
    )


@needs(RUN_MONEY)
@require_POST
@once(_BUSY)
def invoice(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the invoice, with its file."""
    row = expense_of(request, pk, RUN_MONEY)
    form = forms.InvoiceForm(request.POST, request.FILES, row=row)

    def deed() -> None:
        with transaction.atomic():
            said = paid_to(form, row.books, me(request))
            file = said.pop("file")
            if file:
                kind = Document.Kind.INVOICE
                actions.add_document(expense=row, file=file, kind=kind, by=me(request))
            if not said.get("payee"):
                said.pop("payee", None)
            actions.record_invoice(expense=row, by=me(request), **said)

    return _typed(request, row, "invoice", form, deed, _("Invoice recorded in the books."))


@needs(RUN_MONEY)
@require_POST
@once(_BUSY)
def settlement(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a payment; the money itself goes by the bank."""
    row = expense_of(request, pk, RUN_MONEY)
    form = forms.SettleForm(request.POST, row=row, prefix="paid")

    def deed() -> None:
        actions.settle(expense=row, by=me(request), **form.cleaned_data)

    return _typed(request, row, "settlement", form, deed, _("Payment recorded in the books."))


@needs(RUN_MONEY)
@require_POST
@once(_BUSY)
def cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up; entries are undone by counter-entries."""
    row, form = expense_of(request, pk, RUN_MONEY), forms.NoteForm(request.POST, prefix="cancel")

    def deed() -> None:
        actions.cancel(expense=row, by=me(request), **form.cleaned_data)

    return _typed(request, row, "cancellation", form, deed, _("Cancelled."))


@needs(RUN_MONEY)
@require_POST
@once(_BUSY)
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a paper."""
    row = expense_of(request, pk, RUN_MONEY)
    form = forms.DocumentForm(request.POST, request.FILES, books=row.books)

    def deed() -> None:
        actions.add_document(expense=row, by=me(request), **form.cleaned_data)

    return _typed(request, row, "document", form, deed, _("File added."))


def _paper(request: HttpRequest, pk: int, key: int, right: Any) -> Document:
    return get_object_or_404(expense_of(request, pk, right).documents.all(), pk=key)


@needs(SEE_MONEY)
@require_safe
def document(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """The file, to be saved and never shown within the site."""
    one = _paper(request, pk, key, SEE_MONEY)
    answer = sent(one.file, KINDS[one.ending][1], name=one.name)
    answer["Cache-Control"] = "no-store"
    return answer


@needs(RUN_MONEY)
@require_POST
def removal(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Delete a file that should not be there."""
    one = _paper(request, pk, key, RUN_MONEY)
    actions.remove_document(document=one, by=me(request))
    messages.success(request, _("The file was deleted."))
    return redirect(_EXPENSE, pk)
