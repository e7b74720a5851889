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
    actions.give_up(donations=[donation_of(request, pk, RUN_MONEY)], by=me(request))
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
