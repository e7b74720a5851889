"""HQ: what may be sent when, the elections and hours that say so, and exceptions."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS, VIEW_MAILINGS
from hustings.foundation.elections import actions, calendar, forms, law, shown
from hustings.foundation.elections.models import Election, Exemption, OwnHours
from hustings.foundation.elections.rights import WAIVE_RULES
from hustings.foundation.legal import Pack, load
from hustings.foundation.lib.web.frame import Pages, status_of

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


_page = Pages("elections", "elections:index", gettext_lazy("Sending hours"), "date", top="index")


def _with_pack(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show the page to a campaign that has chosen its country; else the way to choose it."""

    @wraps(view)
    def found(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        country = law.country()
        if not country:
            return redirect("elections:index")
        return view(request, load(country), *args, **more)

    return found


@needs(VIEW_MAILINGS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    known = law.read()
    context: dict[str, Any] = {
        "law": known,
        "may_change": access.everywhere(request.user, CHANGE_SETTINGS),
        "may_waive": access.everywhere(request.user, WAIVE_RULES),
    }
    if known:
        form = forms.PlaceForm(request.GET, pack=known.pack)
        spot, channel, content = form.chosen
        place, now = known.pack.place(spot), timezone.now()
        first = now.astimezone(ZoneInfo(place.clocks[0])).date()
        days = calendar.days(known, place, first, channel=channel, content=content)
        context |= {
            "form": form,
            "days": [shown.day(day, place) for day in days],
            "clock": place.clocks[0],
            "silences": shown.silences(known, calendar.silences(known, now)),
            "elections": shown.elections(known.pack),
            "hours": shown.hours(known),
            "exemptions": shown.exemptions(Exemption.objects.live()),
            "stale": shown.stale(known.pack, now.date()),
        }
    return _page(request, "index", _("Sending hours"), context)


@needs(CHANGE_SETTINGS)
@_GET_POST
@_with_pack
def new(request: HttpRequest, pack: Pack) -> HttpResponse:
    form = forms.ElectionForm(_posted(request), pack=pack)
    if request.method == "POST" and form.is_valid():
        made = actions.save_election(**form.cleaned_data)
        messages.success(request, _("Saved. Election silence will apply for “%(name)s”.") % {"name": made})
        return redirect("elections:index")
    return _page(request, "election", _("New election"), {"form": form}, status_of(form))


@needs(CHANGE_SETTINGS)
@_GET_POST
@_with_pack
def election(request: HttpRequest, pack: Pack, pk: int) -> HttpResponse:
    found = get_object_or_404(Election.objects.prefetch_related("rounds", "zones"), pk=pk)
    if request.method == "POST" and "remove" in request.POST:
        try:
            actions.remove_election(election=found)
        except actions.InUse as refused:
            messages.error(request, str(refused))
            return redirect("elections:election", pk)
        messages.success(
            request, _("“%(name)s” was deleted, and its election silence with it.") % {"name": found.name}
        )
        return redirect("elections:index")
    form = forms.ElectionForm(_posted(request), pack=pack, initial=forms.ElectionForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        actions.save_election(election=found, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("elections:index")
    return _page(request, "election", found.name, {"form": form, "election": found}, status_of(form))


@needs(CHANGE_SETTINGS)
@_GET_POST
def hours(request: HttpRequest, channel: str) -> HttpResponse:
    if channel not in OwnHours.Ways.values:
        return redirect("elections:index")
    kept = OwnHours.objects.filter(channel=channel).values(*OwnHours.DAYS).first()
    form = forms.HoursForm(_posted(request), initial=kept)
    if request.method == "POST" and form.is_valid():
        actions.keep_hours(channel=channel, days=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("elections:index")
    title = _("Our hours: %(channel)s") % {"channel": OwnHours.Ways(channel).label}
    return _page(request, "hours", title, {"form": form}, status_of(form))


@needs(VIEW_MAILINGS)
@_GET_POST
@_with_pack
def exceptions(request: HttpRequest, pack: Pack) -> HttpResponse:
    may_waive = access.everywhere(request.user, WAIVE_RULES)
    if request.method == "POST" and not may_waive:
        return access.denied(request)
    form = forms.ExemptionForm(_posted(request), pack=pack)
    if request.method == "POST" and form.is_valid():
        actions.allow(user=me(request), **form.cleaned_data)
        messages.success(request, _("Exception added. It’s in the security log."))
        return redirect("elections:exceptions")
    context = {"form": form, "may_waive": may_waive, "rows": shown.exemptions(Exemption.objects.all()[:200])}
    return _page(request, "exceptions", _("Exceptions"), context, status_of(form))


@needs(WAIVE_RULES)
@require_POST
def exception_end(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.end(exemption=get_object_or_404(Exemption, pk=pk), user=me(request))
        messages.success(request, _("Exception ended. The rules apply again."))
    except actions.NotAllowed:
        return access.denied(request)
    return redirect("elections:exceptions")


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
