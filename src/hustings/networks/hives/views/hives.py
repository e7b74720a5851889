"""HQ: buying groups, each one's rule, producers, fees, host and sales."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Number, State, Title
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.networks.hives import actions, forms
from hustings.networks.hives.models import Hive, Supply
from hustings.networks.hives.rights import RUN_HIVES
from hustings.networks.hives.views.frame import HIVES, ICON, do, hive_of, page
from hustings.people.persons.models import Person

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
_BUSY = "hives:hives"
_SHOWN = 200
STATES = {
    "forming": gettext_lazy("not open yet"), "open": pgettext_lazy("buying group", "open"),
    "ended": pgettext_lazy("buying group", "ended"),
}  # fmt: skip


def state(hive: Hive) -> tuple[str, Any]:
    found = "ended" if hive.ended_at else ("open" if hive.opened_at else "forming")
    return found, STATES[found]


class Hives(Resource):
    """All that this user runs."""

    guard = needs(RUN_HIVES)
    title, icon = HIVES, ICON
    buttons = (
        Button(gettext_lazy("New buying group"), "hives:new"),
        Button(gettext_lazy("Producers"), "hives:producers"),
        Button(gettext_lazy("Producers to pay"), "hives:unpaid"),
    )
    columns = (
        Title("name", gettext_lazy("Name"), url="hives:hive", under="place"),
        Number("n_members", gettext_lazy("Members")),
        Column("books", gettext_lazy("Books")),
        State("state", gettext_lazy("Status"), accessor=state),
    )
    order = ("name", "pk")
    empty = gettext_lazy("No buying group yet: people who order together from producers, or leaflets.")

    def rows(self) -> QuerySet[Hive]:
        live = Count("members", filter=Q(members__left_at=None))
        return Hive.objects.of(self.user, RUN_HIVES).select_related("books").annotate(n_members=live)


@needs(RUN_HIVES)
@_GET_POST
@once(_BUSY)
def new(request: HttpRequest) -> HttpResponse:
    """Found a buying group."""
    form = forms.HiveForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = actions.found(by=me(request), **form.cleaned_data)
        messages.success(request, _("Founded. Add its producers next."))
        return redirect("hives:hive", made.pk)
    words = {"form": form, "submit": _("Found it"), "is_once": True}
    return page(request, "form", _("New buying group"), words, status_of(form))


@needs(RUN_HIVES)
@_GET_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it says of itself, and its rule."""
    found = hive_of(request, pk)
    form = forms.HiveForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("hives:hive", pk)
    return page(request, "form", str(found), {"form": form, "submit": _("Save")}, status_of(form))


@needs(RUN_HIVES)
@require_safe
def hive(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of one."""
    return shown(request, hive_of(request, pk))


def people_of(request: HttpRequest, of: Hive) -> QuerySet[Person]:
    """Members whom this user may see."""
    inside = of.members.live().values("person")
    return Person.objects.visible_to(request.user).filter(pk__in=inside)


def shown(request: HttpRequest, found: Hive, **tried: Any) -> HttpResponse:
    """The record with its forms; ``tried``: those that were sent and are wrong."""
    people = people_of(request, found)
    may_see_host = found.host_id and Person.objects.visible_to(request.user).filter(pk=found.host_id).exists()
    words = {
        "hive": found, "state": state(found), "standing": actions.standing(found),
        "host": found.host if may_see_host else None,
        "supplies": found.supplies.select_related("producer")[:_SHOWN], "fees": found.fees.all()[:_SHOWN],
        "sales": found.sales.all()[:50], "people": people[:_SHOWN],
        "supply_form": forms.SupplyForm(user=request.user, prefix="supply"),
        "fee_form": forms.FeeForm(prefix="fee"),
        "host_form": forms.HandOverForm(people=people, prefix="host"),
    }  # fmt: skip
    wrong = next((status_of(form) for form in tried.values()), 200)
    return page(request, "hive", str(found), words | tried, wrong)


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it hold sales."""
    found = hive_of(request, pk)
    return do(
        request,
        lambda: actions.open_hive(hive=found, by=me(request)),
        _("Open: sales can begin."),
        "hives:hive",
        pk,
    )


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold no more sales."""
    found = hive_of(request, pk)
    return do(request, lambda: actions.end(hive=found, by=me(request)), _("Ended."), "hives:hive", pk)


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def supplies(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a producer supply it, or change the terms."""
    found = hive_of(request, pk)
    form = forms.SupplyForm(request.POST, user=request.user, prefix="supply")
    if not form.is_valid():
        return shown(request, found, supply_form=form)
    return do(request, lambda: actions.agree(hive=found, **form.cleaned_data), _("Saved."), "hives:hive", pk)


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def supply_end(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Stop with a producer, after the notice."""
    row = get_object_or_404(Supply, pk=key, hive=hive_of(request, pk))
    last = actions.end_supply(supply=row)
    messages.success(request, _("Last day: %s.") % date_format(last))
    return redirect("hives:hive", pk)


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def fees(request: HttpRequest, pk: int) -> HttpResponse:
    """One more fee, from a day on."""
    found = hive_of(request, pk)
    form = forms.FeeForm(request.POST, prefix="fee")
    form.instance.hive = found
    if not form.is_valid():
        return shown(request, found, fee_form=form)
    form.save()
    messages.success(request, _("Saved."))
    return redirect("hives:hive", pk)


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def host(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a member to be its host."""
    found = hive_of(request, pk)
    form = forms.HandOverForm(request.POST, people=people_of(request, found), prefix="host")
    if not form.is_valid():
        return shown(request, found, host_form=form)
    to = form.cleaned_data["to"]
    words = _("Asked. They find the question on their own page.")
    return do(
        request, lambda: actions.offer_hand_over(hive=found, to=to, by=me(request)), words, "hives:hive", pk
    )
