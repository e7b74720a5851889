"""Slips of cheques and cash, and files of direct debits."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Deed, Resource
from hustings.foundation.hq.tables import Column, Day, Tick, Title
from hustings.foundation.lib.web.idempotency import once
from hustings.money.banking import actions
from hustings.money.banking.forms import DayForm
from hustings.money.banking.views.frame import show
from hustings.money.ledger.refusals import NotPosted
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import Money
from hustings.money.payments.models import Batch, Payment, Slip
from hustings.money.payments.refusals import NotPossible
from hustings.money.payments.views.frame import CHANNELS, ICON, PAYMENTS, channel_of

_TRAIL = (("payments:payments", PAYMENTS), ("payments:channels", CHANNELS))


class ToDeposit(Resource):
    """Cheques or cash that are not on a slip yet."""

    guard = needs(RUN_MONEY)
    title, icon = gettext_lazy("To take to the bank"), ICON
    trail = _TRAIL
    size = 200
    columns = (
        Tick(lambda row: f"P{row.pk}"),
        Title("number", gettext_lazy("Number"), url="payments:payment", accessor=lambda row: f"P{row.pk}"),
        Column("name", gettext_lazy("Payer")),
        Money("amount", gettext_lazy("Amount"), currency="currency"),
        Day("settled_on", gettext_lazy("Received")),
    )
    deeds = (Deed("deposit", gettext_lazy("Put on a deposit slip")),)
    empty = gettext_lazy("Nothing to take to the bank.")

    def rows(self) -> QuerySet[Payment]:
        found: QuerySet[Payment] = actions.to_deposit(channel_of(self.request, self.kwargs["pk"], RUN_MONEY))
        return found

    def do(self, deed: str, keys: list[int]) -> str:
        channel = channel_of(self.request, self.kwargs["pk"], RUN_MONEY)
        try:
            slip = actions.deposit(channel=channel, keys=keys, on=timezone.localdate(), by=self.user)
        except NotPossible as refused:
            return str(refused)
        return _("Deposit slip %(number)d: %(n)d items.") % {"number": slip.number, "n": slip.n}


def _slip(request: HttpRequest, pk: int, right: Any = SEE_MONEY) -> Slip:
    rows = Slip.objects.of(request.user, right).select_related("channel__books")
    found: Slip = get_object_or_404(rows, pk=pk)
    return found


@needs(SEE_MONEY)
@require_safe
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """A slip to print."""
    row = _slip(request, pk)
    may_run = Slip.objects.of(request.user, RUN_MONEY).filter(pk=pk).exists()
    words = {
        "slip": row, "rows": row.payments.order_by("pk"), "may_run": may_run, "line": row.lines.first(),
        "form": DayForm(initial={"on": timezone.localdate()}),
    }  # fmt: skip
    return show(request, "slip", _("Deposit slip %d") % row.number, words, *_TRAIL)


@needs(RUN_MONEY)
@require_POST
def deposited(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the bank has it since a day, or does not have it."""
    row, form = _slip(request, pk, RUN_MONEY), DayForm(request.POST)
    try:
        if "undo" in request.POST:
            actions.take_back(slip=row, by=me(request))
        elif not form.is_valid() or form.cleaned_data["on"] > timezone.localdate():
            messages.error(request, _("Choose the day on which the bank took it in: today or before."))
        else:
            actions.deposited(slip=row, on=form.cleaned_data["on"], by=me(request))
    except (NotPossible, NotPosted) as refused:
        messages.error(request, str(refused))
    return redirect("banking:slip", pk)


@needs(RUN_MONEY)
@require_POST
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a slip with a wrong tick."""
    row = _slip(request, pk, RUN_MONEY)
    try:
        actions.void(slip=row, by=me(request))
    except NotPossible as refused:
        messages.error(request, str(refused))
    return redirect("banking:slip", pk)


@needs(RUN_MONEY)
@require_POST
@once("payments:channels")
def collect(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a file of the debits that wait."""
    row, form = channel_of(request, pk, RUN_MONEY), DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a day to come."))
    else:
        try:
            made = actions.collect(channel=row, on=form.cleaned_data["on"], by=me(request))
        except NotPossible as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request,
                ngettext(
                    "File with %d direct debit. Its payer is being told.",
                    "File with %d direct debits. Their payers are being told.",
                    made.n,
                )
                % made.n,
            )
    return redirect("payments:channel", pk)


def _batch(request: HttpRequest, pk: int) -> Batch:
    rows = Batch.objects.of(request.user, RUN_MONEY).select_related("channel__books")
    found: Batch = get_object_or_404(rows, pk=pk)
    return found


@needs(RUN_MONEY)
@require_POST
def void_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a file that the bank did not get."""
    row = _batch(request, pk)
    try:
        actions.void_file(batch=row, by=me(request))
    except NotPossible as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("File voided: its direct debits wait for the next one."))
    return redirect("payments:channel", row.channel_id)


@needs(RUN_MONEY)
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The file for the bank's website; void, it is no file any more."""
    row = _batch(request, pk)
    if row.voided_at:
        messages.error(request, _("This file is void: its direct debits wait for the next one."))
        return redirect("payments:channel", row.channel_id)
    answer = HttpResponse(actions.file_of(row), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{row.message_id}.xml"'
    answer["Cache-Control"] = "no-store"
    return answer
