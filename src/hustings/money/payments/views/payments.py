"""Payments: all that one may see, and one with what was told of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.filters import FilterForm
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, Title
from hustings.foundation.hq.tables import State as StateColumn
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.ledger.refusals import NotPosted
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import Money
from hustings.money.payments import actions, hooks
from hustings.money.payments.forms import RefundForm
from hustings.money.payments.models import Payment, State
from hustings.money.payments.providers import transfer
from hustings.money.payments.views.frame import ICON, PAYMENTS, payment_of, show
from hustings.people.persons.refusals import Refused

_EVENTS = 50


class PaymentFilter(FilterForm):
    q = forms.CharField(
        label=gettext_lazy("Number, bank reference, name or e-mail"), required=False, max_length=100
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("all")), *State.choices]
    )

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        if said["state"]:
            rows = rows.filter(state=said["state"])
        if text := said["q"].strip():
            key = text.upper().removeprefix("P")
            is_key = key.isdecimal() and len(key) < 18
            keys = [*transfer.keys_in(text), *([int(key)] if is_key else [])]
            compact = "".join(text.split())  # numbers as people copy or read them out
            named = Q(number=compact.upper()) | Q(provider_id=compact) | Q(email__iexact=text)
            named |= Q(name__iexact=text)
            rows = rows.filter(named | Q(pk__in=keys))
        return rows


class Payments(Resource):
    """All that this user may see, the youngest first."""

    guard = needs(SEE_MONEY)
    title, icon = PAYMENTS, ICON
    filters_class = PaymentFilter
    columns = (
        Title("number", gettext_lazy("Number"), url="payments:payment", accessor=lambda row: f"P{row.pk}"),
        Column("label", gettext_lazy("For")),
        Column("channel", pgettext_lazy("payments", "Channel")),
        Money("amount", gettext_lazy("Amount"), currency="currency"),
        StateColumn(
            "state", gettext_lazy("State"), accessor=lambda row: (row.state, row.get_state_display())
        ),
        Day("made_at", gettext_lazy("Date")),
    )
    empty = gettext_lazy("No payment yet.")
    hint = gettext_lazy("Payments come by channels: set one up first.")
    nothing_found = gettext_lazy("No payment matches.")

    def rows(self) -> QuerySet[Payment]:
        return Payment.objects.of(self.user, SEE_MONEY).select_related("channel")


@needs(SEE_MONEY)
@require_safe
def payment(request: HttpRequest, pk: int) -> HttpResponse:
    """One payment, its events and disputes."""
    return _shown(request, payment_of(request, pk))


def _shown(request: HttpRequest, row: Payment, form: Any = None) -> HttpResponse:
    may_run = Payment.objects.of(request.user, RUN_MONEY).filter(pk=row.pk).exists()
    may_refund = may_run and row.state == State.SETTLED
    words = {
        "payment": row, "events": row.events.order_by("-pk")[:_EVENTS], "disputes": row.disputes.all(),
        "refunds": row.refunds.all(), "is_by_provider": actions.is_by_provider(row),
        "is_waiting": may_run and row.refunds.to_do().exists(),
        "page": hooks.page(row), "form": (form or RefundForm(row=row)) if may_refund else None,
    }  # fmt: skip
    return show(request, "payment", f"P{row.pk}", words, status=status_of(form) if form else 200)


@needs(RUN_MONEY)
@require_POST
@once("payments:payments")
def refund(request: HttpRequest, pk: int) -> HttpResponse:
    """Send money back by the provider; by the bank a person sends it."""
    row = payment_of(request, pk, RUN_MONEY)
    form = RefundForm(request.POST, row=row)
    if form.is_valid():
        amount = form.cleaned_data["amount"]
        try:
            actions.refund(row, amount, me(request), by_hand=form.cleaned_data.get("by_hand", False))
        except (Refused, NotPosted) as refused:
            form.add_error("amount", str(refused))
        else:
            messages.success(request, _("%s refunded.") % money.shown(amount, row.currency))
            return redirect("payments:payment", pk)
    return _shown(request, row, form)


@needs(RUN_MONEY)
@require_POST
def close_failed(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the refund that failed off the to-dos: the donor keeps it given, or has it by another way."""
    row = payment_of(request, pk, RUN_MONEY)
    actions.close_failed(payment=row, by=me(request))
    return redirect("payments:payment", pk)
