"""Receipts: all that one may see, the record of one, voided, replaced, printed, mailed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.filters import FilterForm
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Day, State, Title
from hustings.foundation.lib.display import countries
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import Money
from hustings.money.receipts import actions
from hustings.money.receipts.forms import VoidForm
from hustings.money.receipts.models import Receipt
from hustings.money.receipts.views.frame import ICON, RECEIPTS, SERIES, may_run, receipt_of, show
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused


def _state(row: Receipt) -> tuple[str, Any]:
    return ("cancelled", _("void")) if row.voided_at else ("live", _("valid"))


class ReceiptFilter(FilterForm):
    q = forms.CharField(label=gettext_lazy("Number or donor"), required=False, max_length=100)
    year = forms.IntegerField(
        label=gettext_lazy("Donations of"), required=False, min_value=2000, max_value=2100
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False,
        choices=[("", gettext_lazy("all")), ("valid", gettext_lazy("valid")), ("void", gettext_lazy("void"))],
    )  # fmt: skip

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        if said["state"]:
            rows = rows.filter(voided_at__isnull=said["state"] == "valid")
        if said["year"]:
            rows = rows.filter(given_in=said["year"])
        text = said["q"].strip()
        if any(sign.isdigit() for sign in text):
            return rows.filter(number=text)
        return rows.filter(name__icontains=text) if text else rows


class Receipts(Resource):
    """All that this user may see, the youngest first."""

    guard = needs(SEE_MONEY)
    title, icon = RECEIPTS, ICON
    filters_class = ReceiptFilter
    buttons = (
        Button(gettext_lazy("Donations without a receipt"), "receipts:waiting"),
        Button(SERIES, "receipts:all_series"),
        Button(gettext_lazy("Download the list (CSV)"), "receipts:csv"),
    )
    columns = (
        Title("number", gettext_lazy("Number"), url="receipts:receipt", under="name"),
        Column("books", gettext_lazy("Books"), accessor="series.books"),
        Column("given_in", gettext_lazy("Donations of"), accessor=lambda row: str(row.given_in)),
        Money("total", gettext_lazy("Amount"), currency="currency"),
        State("state", gettext_lazy("State"), accessor=_state),
        Day("issued_on", gettext_lazy("Issued")),
    )
    empty = gettext_lazy("No receipt yet.")
    nothing_found = gettext_lazy("No receipt matches.")

    def rows(self) -> QuerySet[Receipt]:
        return Receipt.objects.of(self.user, SEE_MONEY).select_related("series__books")


@needs(SEE_MONEY)
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of one receipt."""
    return _shown(request, receipt_of(request, pk))


def _shown(request: HttpRequest, row: Receipt, form: Any = None) -> HttpResponse:
    runs = may_run(request, row.series)
    seen = Person.objects.visible_to(request.user)
    other = getattr(row, "replaced_by", None)
    words = {
        "receipt": row,
        "state": _state(row),
        "country": countries.name(row.facts["donor"]["country"] if row.facts else ""),
        "person": seen.filter(pk=row.person_id).first() if row.person_id else None,
        "items": row.items.select_related("donation__fund"),
        "prints": row.prints.select_related("by"),
        "replaced_by": other,
        "may_run": runs,
        "may_replace": runs and row.voided_at and not other and row.items.held().exists(),
        "form": (form or VoidForm()) if runs and not row.voided_at else None,
    }
    status = status_of(form) if form else 200
    return show(request, "receipt", f"{row.number} · {row.name}", words, status=status)


@needs(RUN_MONEY)
@require_POST
def hand_out(request: HttpRequest, pk: int) -> HttpResponse:
    """The document: the first that leaves is the original. By POST, since each is counted."""
    row = receipt_of(request, pk, RUN_MONEY)
    if not row.facts:
        messages.error(request, _("The law no longer lets us keep what this receipt said."))
        return redirect("receipts:receipt", pk)
    return document(row, actions.hand_out(receipt=row, by=me(request)))


def document(row: Receipt, content: bytes) -> HttpResponse:
    """A PDF to take along."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{row.pk}.pdf"'
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@needs(RUN_MONEY)
@require_POST
@once("receipts:receipts")
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """End its validity, with a reason."""
    row = receipt_of(request, pk, RUN_MONEY)
    form = VoidForm(request.POST)
    if form.is_valid():
        try:
            made = actions.void(receipt=row, by=me(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if made:
                messages.success(
                    request, _("Receipt %(old)s is void; %(new)s replaces it.") % {"old": row, "new": made}
                )
            else:
                messages.success(request, _("Receipt %s is void.") % row)
            return redirect("receipts:receipt", made.pk if made else pk)
    return _shown(request, row, form)


@needs(RUN_MONEY)
@require_POST
@once("receipts:receipts")
def replacement(request: HttpRequest, pk: int) -> HttpResponse:
    """Make out another one for the donations of a void one."""
    row = receipt_of(request, pk, RUN_MONEY)
    try:
        made = actions.replace(receipt=row, by=me(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("receipts:receipt", pk)
    messages.success(request, _("Receipt %s issued.") % made)
    return redirect("receipts:receipt", made.pk)


@needs(RUN_MONEY)
@require_POST
@once("receipts:receipts")
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the donor the link once more."""
    row = receipt_of(request, pk, RUN_MONEY)
    try:
        actions.mail_again(receipt=row, by=me(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The e-mail is on its way."))
    return redirect("receipts:receipt", pk)
