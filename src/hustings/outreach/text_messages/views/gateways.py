"""HQ: gateways set up, tried, turned on and off."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Choice, Number, State, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.outreach.text_messages import actions, gateways
from hustings.outreach.text_messages.forms import GatewayForm, NewGatewayForm
from hustings.outreach.text_messages.gateways.port import Down
from hustings.outreach.text_messages.models import Gateway

GATEWAYS = gettext_lazy("Text gateways")
page = Pages("text_messages/hq", "text_messages:gateways", GATEWAYS, "cogs", top="gateways")
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _state(row: Gateway) -> tuple[str, Any]:
    if row.off_at:
        return "off", pgettext("text gateway", "off")
    if row.problem:
        return "failed", _("takes no texts")
    return "on", pgettext("text gateway", "on")


class Gateways(Resource):
    """All of the campaign."""

    guard = needs(CHANGE_SETTINGS)
    title, icon = GATEWAYS, "cogs"
    trail = (("text_messages:texts", gettext_lazy("Text messages")),)
    buttons = (Button(gettext_lazy("New text gateway"), "text_messages:gateway_new"),)
    columns = (
        Title("name", gettext_lazy("Name"), url="text_messages:gateway"),
        Choice("provider", pgettext_lazy("text messages", "Provider"), accessor="get_provider_display"),
        Number("per_second", gettext_lazy("Texts per second")),
        State("state", gettext_lazy("State"), accessor=_state),
    )
    empty = gettext_lazy("No text gateway yet. It carries your texts to phones.")

    def rows(self) -> QuerySet[Gateway]:
        return Gateway.objects.all()


@needs(CHANGE_SETTINGS)
@_GET_POST
@once("text_messages:gateways")
def new(request: HttpRequest) -> HttpResponse:
    """Choose the provider."""
    form = NewGatewayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.open_gateway(provider=form.cleaned_data["provider"], by=me(request))
        return redirect("text_messages:gateway_edit", made.pk)
    words = {"form": form, "submit": _("Next"), "is_once": True}
    return page(request, "form", _("New text gateway"), words, status_of(form))


@needs(CHANGE_SETTINGS)
@_GET_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Settings and keys."""
    row = get_object_or_404(Gateway, pk=pk)
    form = GatewayForm(request.POST or None, instance=get_object_or_404(Gateway, pk=pk))
    if request.method == "POST" and form.is_valid():
        values, keys = form.values()
        actions.change_gateway(gateway=row, values=values, keys=keys, by=me(request))
        messages.success(request, _("Saved."))
        return redirect("text_messages:gateway", pk)
    return page(request, "form", row.name, {"form": form, "submit": _("Save")}, status_of(form))


@needs(CHANGE_SETTINGS)
@require_safe
def gateway(request: HttpRequest, pk: int) -> HttpResponse:
    """Page of a gateway: its state, and the address that it calls."""
    row = get_object_or_404(Gateway, pk=pk)
    words = {
        "gateway": row, "state": _state(row), "webhook": gateways.address(row),
        "lacks_keys": bool(gateways.without_keys([row])),
    }  # fmt: skip
    return page(request, "gateway", row.name, words)


@needs(CHANGE_SETTINGS)
@require_POST
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Try that it answers and takes the keys."""
    row = get_object_or_404(Gateway, pk=pk)
    try:
        gateways.of(row).check(row)
        messages.success(request, _("The gateway answers, and takes the keys."))
    except Down as down:
        messages.error(request, str(down))
    return redirect("text_messages:gateway", pk)


@needs(CHANGE_SETTINGS)
@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn it on, if it answers, or off."""
    row = get_object_or_404(Gateway, pk=pk)
    if row.off_at:
        try:
            gateways.of(row).check(row)
        except Down as down:
            messages.error(request, str(down))
            return redirect("text_messages:gateway", pk)
    actions.turn(gateway=row, is_on=bool(row.off_at), by=me(request))
    return redirect("text_messages:gateway", pk)
