"""Channels: set up, tried, turned on and off, reconciled."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Choice, Column, Moment, Number, State, Title
from hustings.foundation.jobs.unique_tasks import enqueue_once
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.payments import actions, channel_parts, providers, reconciliation, tasks
from hustings.money.payments.forms import ChannelForm, NewChannelForm
from hustings.money.payments.models import Channel
from hustings.money.payments.providers.port import Trouble
from hustings.money.payments.views.frame import CHANNELS, ICON, PAYMENTS, channel_of, runs, show

_NEW = gettext_lazy("New channel")
_TRAIL = (("payments:payments", PAYMENTS), ("payments:channels", CHANNELS))


def state(row: Channel) -> tuple[str, Any]:
    """A code and its words."""
    if row.off_at:
        return "off", pgettext("channel", "off")
    if row.rests_until and row.rests_until > timezone.now():
        return "waiting", _("not answering: others are proposed first")
    return "on", pgettext("channel", "on")


class Channels(Resource):
    """All that this user may see, in the order in which they are proposed."""

    guard = needs(SEE_MONEY)
    title, icon = CHANNELS, ICON
    trail = (("payments:payments", PAYMENTS),)
    order = ("position", "pk")
    buttons = (Button(_NEW, "payments:channel_new", runs),)
    columns = (
        Title("name", gettext_lazy("Name"), url="payments:channel"),
        Choice("provider", pgettext_lazy("payments", "Provider"), accessor="get_provider_display"),
        Column("books", gettext_lazy("Books")),
        Number("position", gettext_lazy("Order")),
        State("state", gettext_lazy("State"), accessor=state),
        Moment("asked_at", gettext_lazy("Reconciled")),
    )
    empty = gettext_lazy("No channel yet. A channel takes payments: by card, bank transfer, cheque…")

    def rows(self) -> QuerySet[Channel]:
        return Channel.objects.of(self.user, SEE_MONEY).select_related("books")


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
@once("payments:channels")
def new(request: HttpRequest) -> HttpResponse:
    """Choose the books and the provider."""
    form = NewChannelForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = actions.open_channel(by=me(request), **form.cleaned_data)
        return redirect("payments:channel_edit", made.pk)
    words = {"form": form, "submit": _("Next"), "is_once": True}
    return show(request, "form", _NEW, words, *_TRAIL, status=status_of(form))


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Settings and keys."""
    row = channel_of(request, pk, RUN_MONEY)
    form = ChannelForm(request.POST or None, instance=channel_of(request, pk, RUN_MONEY))
    if request.method == "POST" and form.is_valid():
        values, keys = form.values()
        actions.change_channel(channel=row, values=values, keys=keys, by=me(request))
        messages.success(request, _("Saved."))
        return redirect("payments:channel", pk)
    return show(request, "form", row, {"form": form, "submit": _("Save")}, *_TRAIL, status=status_of(form))


@needs(SEE_MONEY)
@require_safe
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """Page of a channel: sums, differences, payouts, and parts of the apps above."""
    row = channel_of(request, pk)
    provider = providers.of(row)
    may_run = Channel.objects.of(request.user, RUN_MONEY).filter(pk=pk).exists()
    words = {
        "channel": row, "state": state(row), "sums": reconciliation.sums(row), "may_run": may_run,
        "differences": reconciliation.differences(row), "has_webhook": provider.has_webhook,
        "webhook": settings.BASE_URL + reverse("payments_webhook", args=[pk]) if provider.has_webhook else "",
        "payouts": row.payouts.order_by("-on", "-pk")[:20],
        "lacks_keys": bool(providers.without_keys([row])),
        "parts": [(one.template, one.words(row, may_run)) for one in channel_parts.parts.all()],
    }  # fmt: skip
    return show(request, "channel", row, words, *_TRAIL)


@needs(RUN_MONEY)
@require_POST
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Try that the provider answers and takes the keys."""
    row = channel_of(request, pk, RUN_MONEY)
    try:
        messages.success(request, providers.of(row).check(row) or _("Nothing is missing."))
    except Trouble as trouble:
        messages.error(request, str(trouble))
    return redirect("payments:channel", pk)


@needs(RUN_MONEY)
@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn it on or off."""
    row = channel_of(request, pk, RUN_MONEY)
    if row.off_at:
        try:
            providers.of(row).check(row)
        except Trouble as trouble:
            messages.error(request, str(trouble))
            return redirect("payments:channel", pk)
    actions.turn(channel=row, is_on=bool(row.off_at), by=me(request))
    return redirect("payments:channel", pk)


@needs(RUN_MONEY)
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Charge by mandates again."""
    actions.resume(channel=channel_of(request, pk, RUN_MONEY), by=me(request))
    return redirect("payments:channel", pk)


@needs(RUN_MONEY)
@require_POST
def reconcile(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the provider now for what webhooks lost."""
    row = channel_of(request, pk, RUN_MONEY)
    enqueue_once(tasks.reconcile, f"payments.reconcile:{row.pk}", row.pk)
    messages.success(request, _("The provider is being asked: the result will be here in a minute."))
    return redirect("payments:channel", pk)
