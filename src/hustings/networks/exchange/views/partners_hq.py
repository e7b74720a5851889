"""HQ: partner networks, their keys and what is on its way to them."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Moment, Number, State, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.networks.exchange import actions
from hustings.networks.exchange.actions.partners import BadPartner
from hustings.networks.exchange.forms import hq as forms
from hustings.networks.exchange.models import Partner
from hustings.networks.exchange.views.frame import TRAIL, page
from hustings.networks.exchange.views.posts_hq import runs

STATES = {
    "waiting": gettext_lazy("their key is missing"), "live": pgettext_lazy("partner", "active"),
    "off": pgettext_lazy("partner", "ended"),
}  # fmt: skip


def state(one: Partner) -> tuple[str, Any]:
    code = "off" if one.ended_at else "live" if one.their_key else "waiting"
    return code, STATES[code]


class Partners(Resource):
    """Partner networks by name."""

    guard = runs
    title, icon, trail = gettext_lazy("Partner networks"), "site", TRAIL
    template_name = "exchange/hq/list.html"
    order = ("name", "pk")
    columns = (
        Title("name", gettext_lazy("Name"), url="exchange_hq:partner", under="url"),
        Number("n_asks", gettext_lazy("Asks from them")),
        Number("n_waiting", gettext_lazy("Waiting to be sent")),
        Moment("heard_at", gettext_lazy("Last heard of")),
        State("state", gettext_lazy("Status"), accessor=state),
    )
    form_class = forms.PartnerForm
    form_title, form_submit = gettext_lazy("New partner network"), gettext_lazy("Add")
    refusals = {BadPartner: "url"}
    empty = gettext_lazy("No partner network yet. Members choose which of their asks go there; no list does.")

    def rows(self) -> QuerySet[Partner]:
        waiting = Count("parcels", filter=Q(parcels__is_ours=True, parcels__done_at=None), distinct=True)
        return Partner.objects.annotate(n_asks=Count("posts", distinct=True), n_waiting=waiting)

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        return redirect("exchange_hq:partner", actions.add_partner(**said).pk)


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: HttpRequest, pk: int) -> HttpResponse:
    """Our key, to be given to them, and the field for theirs."""
    found = get_object_or_404(Partner, pk=pk)
    form = forms.KeyForm(request.POST if request.method == "POST" else None, initial={"key": found.their_key})
    if form.is_valid():
        try:
            actions.enter_key(partner=found, key=form.cleaned_data["key"])
            messages.success(request, _("Saved."))
            return redirect("exchange_hq:partner", pk)
        except BadPartner as why:
            form.add_error("key", str(why))
    words = {"partner": found, "state": state(found), "form": form}
    return page(request, "partner", found.name, words, status_of(form))


@runs
@require_POST
def partner_end(request: HttpRequest, pk: int) -> HttpResponse:
    actions.end_partner(partner=get_object_or_404(Partner, pk=pk))
    messages.success(request, _("Partnership ended."))
    return redirect("exchange_hq:partner", pk)
