"""HQ: the campaign's dates."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.events import actions, forms
from hustings.field.events.models import AgendaPage, Event
from hustings.field.events.rights import CHANGE_EVENTS
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.foundation.territories.models import Containment
from hustings.site.website import listings

SIZE = 50
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _rights(request: HttpRequest) -> dict[str, bool]:
    return {
        "may_publish": access.everywhere(request.user, PUBLISH_SITE),
        "is_everywhere": access.everywhere(request.user, CHANGE_EVENTS),
    }


page = Pages("events", "events:events", gettext_lazy("Agenda"), "date", about=_rights)


@needs(CHANGE_EVENTS)
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    form = forms.FilterForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    state = said.get("state", "")
    found = Event.objects.visible_to(request.user)
    found = found.past() if state == "past" else found.upcoming()
    if state == "waiting":
        found = found.filter(shown_at=None, cancelled_at=None)
    if state == "cancelled":
        found = found.exclude(cancelled_at=None)
    if said.get("kind"):
        found = found.filter(kind=said["kind"])
    if said.get("zone"):
        found = found.filter(zone__in=Containment.objects.filter(outer=said["zone"]).values("inner"))
    found = found.search(said.get("q", "")).for_lists()
    rows = list(found.after(request.GET.get("after", ""), back=state == "past")[: SIZE + 1])
    more = rows[SIZE - 1].pk if len(rows) > SIZE else None
    return page(request, "list", _("Agenda"), {"form": form, "rows": rows[:SIZE], "more": more})


def _seen(request: HttpRequest, pk: int) -> Event:
    rows = Event.objects.visible_to(request.user).for_lists().select_related("picture")
    return get_object_or_404(rows, pk=pk)


@needs(CHANGE_EVENTS)
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One date: what the public reads, and what may be done."""
    found = _seen(request, pk)
    urls = [url for code, _name in settings.LANGUAGES if (url := _address(found, code))]
    context = {"event": found, "urls": urls if found.is_shown else [], "form": forms.CancellingForm()}
    return page(request, "event", found.title, context)


def _address(found: Event, language: str) -> str:
    with override(language):
        return listings.address(AgendaPage, found.path, language)


@needs(CHANGE_EVENTS)
@_GET_POST
@once("events:events")
def new(request: HttpRequest) -> HttpResponse:
    """Enter a date; it is shown at once where the user publishes the site."""
    form = forms.EventForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        show = access.everywhere(request.user, PUBLISH_SITE)
        made = actions.announce(values=form.values, user=me(request), show=show)
        messages.success(
            request, _("Saved and shown.") if show else _("Saved. Who publishes the site shows it.")
        )
        return redirect("events:event", made.pk)
    return page(request, "edit", _("New date"), {"form": form, **_groups(request)}, status_of(form))


@needs(CHANGE_EVENTS)
@_GET_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    form = forms.EventForm(request.POST or None, user=request.user, event=found)
    if request.method == "POST" and form.is_valid():
        actions.change(event=found, values=form.values)
        messages.success(request, _("Saved."))
        return redirect("events:event", pk)
    return page(
        request, "edit", found.title, {"form": form, "event": found, **_groups(request)}, status_of(form)
    )


def _groups(request: HttpRequest) -> dict[str, Any]:
    found = access.within(LocalGroup.objects.filter(closed_at=None), request.user, CHANGE_EVENTS)
    names = found.order_by("name_key").values_list("name", flat=True)
    return {"groups": list(names[: forms.MOST_GROUPS])}


@needs(CHANGE_EVENTS)
@require_POST
def showing(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.show(event=_seen(request, pk), user=me(request))
        messages.success(request, _("The site shows it."))
    except actions.NotShown as refused:
        messages.error(request, str(refused))
    return redirect("events:event", pk)


@needs(CHANGE_EVENTS)
@require_POST
def cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """It doesn't take place."""
    found, form = _seen(request, pk), forms.CancellingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The reason is too long: 300 characters at most."))
        return redirect("events:event", pk)
    actions.cancel(event=found, reasons=form.said("reason"))
    messages.success(request, _("Cancelled: the site and calendars say so. You may take it back."))
    return redirect("events:event", pk)


@needs(CHANGE_EVENTS)
@require_POST
def reinstatement(request: HttpRequest, pk: int) -> HttpResponse:
    actions.reinstate(event=_seen(request, pk))
    messages.success(request, _("It takes place: the site and calendars say so."))
    return redirect("events:event", pk)
