"""Promises made on a page, of what comes by post or by the bank."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.idempotency import once
from hustings.money.donations import actions, paid
from hustings.money.donations.forms import ArrivalForm
from hustings.money.donations.refusals import not_now
from hustings.money.donations.views.donations import shown
from hustings.money.donations.views.frame import donation_of
from hustings.money.ledger.refusals import NotPosted
from hustings.money.ledger.rights import RUN_MONEY
from hustings.people.persons.refusals import Refused


@needs(RUN_MONEY)
@require_POST
@once("donations:donations")
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Wait no longer for a transfer or a cheque."""
    row = donation_of(request, pk, RUN_MONEY)
    if not paid.can_give_up(row):
        messages.error(request, str(not_now(row.get_state_display())))
        return redirect("donations:donation", pk)
    actions.give_up(donations=[row], by=me(request))
    said = {"number": row.number, "donor": row.donor}
    words = _("%(number)s (%(donor)s) is no longer awaited. If it comes after all, it will be received.")
    messages.success(request, words % said)
    return redirect("donations:donation", pk)


@needs(RUN_MONEY)
@require_POST
@once("donations:donations")
def arrival(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a promised cheque is here: it waits for a deposit slip."""
    row = donation_of(request, pk, RUN_MONEY)
    form = ArrivalForm(request.POST, row=row)
    if form.is_valid():
        try:
            paid.take_cheque(donation=row, by=me(request), **form.cleaned_data)
        except (Refused, NotPosted) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Received: the cheque waits for a deposit slip."))
            return redirect("donations:donation", pk)
    return shown(request, row, arrival=form)
