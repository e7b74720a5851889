"""Donations: all that one may see, the record of one, and those entered by hand."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.filters import FilterForm
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Choice, Column, Day, State, Title
from hustings.foundation.lib.display import countries
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.donations import actions, paid
from hustings.money.donations.forms import ArrivalForm, DonorForm, EnterForm, RefundForm
from hustings.money.donations.models import Donation
from hustings.money.donations.models import State as Step
from hustings.money.donations.models.donors import name_part
from hustings.money.donations.views.frame import DONATIONS, ICON, donation_of, show
from hustings.money.ledger.refusals import NotPosted
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import Money
from hustings.money.payments import actions as payments
from hustings.money.payments.models import State as Paid
from hustings.money.payments.providers import transfer
from hustings.people.persons import origins
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.people.signups.public_forms import arrivals


class DonationFilter(FilterForm):
    q = forms.CharField(
        label=gettext_lazy("Family name, number or bank reference"), required=False, max_length=100
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("all")), *Step.choices]
    )

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        if said["state"]:
            rows = rows.filter(state=said["state"])
        text = said["q"].strip()
        number = text.upper().removeprefix("D")
        if keys := paid.keys_of(text):
            return rows.filter(pk__in=keys)
        if number.isdecimal() and len(number) < 18:
            return rows.filter(pk=int(number))
        return rows.filter(donor__key__startswith=name_part(text)) if text else rows


class Donations(Resource):
    """All that this user may see, the youngest first."""

    guard = needs(SEE_MONEY)
    title, icon = DONATIONS, ICON
    filters_class = DonationFilter
    columns = (
        Title("donor", gettext_lazy("Donor"), url="donations:donation", under="number"),
        Column("fund", gettext_lazy("Fund")),
        Choice("kind", gettext_lazy("Kind"), accessor="get_kind_display"),
        Choice("means", gettext_lazy("Paid by"), accessor="get_means_display"),
        Money("amount", gettext_lazy("Amount"), currency="currency"),
        State("state", gettext_lazy("State"), accessor=lambda row: (row.state, row.get_state_display())),
        Day("given_on", gettext_lazy("Date")),
    )
    empty = gettext_lazy("No donation yet.")
    hint = gettext_lazy("Enter a cheque or cash on the donor’s record.")
    nothing_found = gettext_lazy("No donation matches.")

    def rows(self) -> QuerySet[Donation]:
        return Donation.objects.of(self.user, SEE_MONEY).select_related("fund", "donor")


@needs(SEE_MONEY)
@require_safe
def donation(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of one gift."""
    return shown(request, donation_of(request, pk))


def shown(request: HttpRequest, row: Donation, form: Any = None, *, arrival: Any = None) -> HttpResponse:
    """The record, with a form that was not taken."""
    may_run = Donation.objects.of(request.user, RUN_MONEY).filter(pk=row.pk).exists()
    seen = Person.objects.visible_to(request.user)
    may_refund = may_run and row.state == Step.SETTLED
    payment = paid.payment_of(row)
    words = {
        "gift": row,
        "payment": payment,
        "bank_reference": transfer.shown(payment) if payment else "",
        "person": seen.filter(pk=row.person_id).first() if row.person_id else None,
        "proposal": row.proposals.open().first(),
        "origin": arrivals.beside(origins.named(row.source), row.came) if row.source else "",
        "nationality": countries.name(row.donor.nationality),
        "country": countries.name(row.donor.country),
        "may_run": may_run,
        "form": (form or RefundForm(row=row, is_by_provider=_is_by_provider(row))) if may_refund else None,
        "is_by_provider": may_refund and _is_by_provider(row),
        "is_awaited": may_run and paid.can_give_up(row),
        "arrival": (arrival or ArrivalForm(row=row)) if may_run and paid.cheque_of(row) else None,
    }
    status = status_of(failed) if (failed := form or arrival) else 200
    return show(request, "donation", f"{row.number} · {row.donor}", words, status=status)


@needs(RUN_MONEY)
@require_POST
@once("donations:donations")
def refund(request: HttpRequest, pk: int) -> HttpResponse:
    """Give back by the payment provider, or write down what the bank or somebody's hand gave back."""
    row = donation_of(request, pk, RUN_MONEY)
    form = RefundForm(request.POST, row=row, is_by_provider=_is_by_provider(row))
    if form.is_valid():
        try:
            _refund(row, form.cleaned_data, me(request))
        except (Refused, NotPosted) as refused:
            form.add_error(None, str(refused))
        else:
            amount = money.shown(form.cleaned_data["amount"], row.currency)
            messages.success(request, _("Refund of %s entered.") % amount)
            return redirect("donations:donation", pk)
    return shown(request, row, form)


def _is_by_provider(row: Donation) -> bool:
    payment = paid.payment_of(row)
    return payment is not None and payments.is_by_provider(payment)


def _refund(row: Donation, said: dict[str, Any], by: Any) -> None:
    """Refund the payment that it came by, which tells the gift; a gift without one by itself."""
    payment = paid.payment_of(row)
    said.pop("seen", None)
    if payment and payment.state == Paid.SETTLED:
        by_hand = said.get("by_hand", False)
        payments.refund(payment, said["amount"], by, by_hand=by_hand, on=said["on"])
    else:
        said.pop("by_hand", None)
        actions.refund(donation=row, by=by, **said)


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
def donor(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what the donor declared."""
    row = donation_of(request, pk, RUN_MONEY)
    form = DonorForm(request.POST or None, instance=row.donor)
    if request.method == "POST" and form.is_valid():
        actions.correct_donor(donor=row.donor, values=form.cleaned_data, by=me(request))
        messages.success(request, _("Saved. The donations of this donor will be checked again."))
        return redirect("donations:donation", pk)
    words = {"form": form, "submit": _("Save")}
    return show(request, "form", _("Correct the donor’s details"), words, status=status_of(form))


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
@once("donations:donations")
def enter(request: HttpRequest, uid: Any) -> HttpResponse:
    """Enter a cheque, cash, a transfer or something in kind that a person gave."""
    person = get_object_or_404(Person.objects.visible_to(request.user), uid=uid)
    form = EnterForm(request.POST or None, user=request.user, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.enter(by=me(request), person=person, **form.values())
        except (Refused, NotPosted) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Donation %s entered.") % made.number)
            return redirect("donations:donation", made.pk)
    words = {"form": form, "submit": _("Enter the donation"), "is_once": True}
    title = _("Donation by %s") % person
    return show(request, "form", title, words, status=status_of(form))
