"""Events: the list, a page each, the form, publishing, cancelling."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.events import actions, forms, hooks, silence
from hustings.field.events.models import AgendaPage, Event, EventChange, Shift
from hustings.field.events.recurrence import patterns
from hustings.field.events.rights import CHANGE_EVENTS, enters_events
from hustings.field.groups.maps import shown_at
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Choice, Column, Rendered, State, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.site.website.hq import published as of_site

_publishes = partial(access.everywhere, right=PUBLISH_SITE)
NEXT = 10  # dates of a series that its page lists
enters = access.guard(enters_events)
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _rights(request: HttpRequest) -> dict[str, bool]:
    return {
        "may_publish": access.everywhere(request.user, PUBLISH_SITE),
        "is_everywhere": access.everywhere(request.user, CHANGE_EVENTS),
    }


page = Pages("events", "events:events", pgettext_lazy("menu", "Events"), "date", about=_rights)


def _state(one: Event) -> tuple[str, str]:
    if one.cancelled_at:
        return "cancelled", _("cancelled")
    return ("published", _("published")) if one.shown_at else ("to_approve", _("to approve"))


_OF_EACH = Shift.objects.filter(event=OuterRef("pk")).order_by().values("event")
_SEATS = {  # over all shifts
    "taken": Subquery(_OF_EACH.annotate(n=Sum("taken")).values("n")),
    "capacity": Subquery(_OF_EACH.annotate(n=Sum("capacity")).values("n")),
    "is_open_ended": Exists(Shift.objects.filter(event=OuterRef("pk"), capacity=None)),
}


def _seats(one: Any) -> str:
    """Those taken, of those that there are."""
    return (
        f"{one.taken or 0} / {one.capacity}"
        if one.capacity and not one.is_open_ended
        else str(one.taken or "")
    )


class Events(Resource):
    """Dates of the user's territories, the next first; those past, the last first."""

    guard = enters
    title, icon = pgettext_lazy("menu", "Events"), "date"
    buttons = (
        Button(gettext_lazy("New event"), "events:new"),
        Button(gettext_lazy("Import events"), "events:imports", _publishes),
        Button(gettext_lazy("Agenda as text"), "events:week"),
        Button(gettext_lazy("Kinds of events"), "events:kinds", _publishes),
    )
    filters_class = forms.FilterForm
    columns = (
        Title("title", gettext_lazy("Event"), url="events:event"),
        Rendered("when", gettext_lazy("When"), template="events/when_listed.html", named="event"),
        Column("where", gettext_lazy("Where"), accessor=lambda one: one.where or one.online_at),
        Choice("get_kind_display", gettext_lazy("Kind")),
        Column("seats", gettext_lazy("Seats"), accessor=_seats),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    empty = gettext_lazy("No event found. Create the first one, and the site gets an agenda and a calendar.")

    @property
    def order(self) -> Sequence[str]:  # type: ignore[override]
        is_past = self.filters and self.filters.said["state"] == "past"
        return ("-starts_at", "-pk") if is_past else ("starts_at", "pk")

    def rows(self) -> QuerySet[Event]:
        return Event.objects.visible_to(self.user).for_lists().annotate(**_SEATS)


def seen(request: HttpRequest, pk: int) -> Event:
    rows = Event.objects.visible_to(request.user).for_lists().select_related("picture", "series")
    return get_object_or_404(rows, pk=pk)


@enters
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One date: what the public reads, and what may be done."""
    found = seen(request, pk)
    published = of_site.of_row(AgendaPage, found, request.user, is_shown=found.is_shown)
    context = {
        "event": found,
        "published": published,
        "form": forms.CancellingForm(is_repeated=bool(found.series_id)),
    }
    context |= {**shown_at(found), "shifts": _shifts(found), "series": _series(found)}
    context["is_refusable"] = found.is_proposed and not found.shown_at
    context["co_hostings"] = list(found.co_hostings.filter(ended_at=None).select_related("group"))
    context["co_host_form"] = forms.CoHostForm(user=request.user, event=found)
    context["waiting_change"] = EventChange.objects.due().filter(event=found).first()
    context["may_publish"] = actions.may_show(request.user, found)
    context["n_told"] = 0 if found.cancelled_at else hooks.n_told(found)
    context["silence"] = None if found.cancelled_at or found.is_over else silence.of(found)
    return page(request, "event", found.title, context)


def _series(event: Event) -> dict[str, Any] | None:
    """How it repeats, and its next dates."""
    if event.series is None:
        return None
    rows = event.series.events.for_lists().upcoming()[:NEXT]
    return {
        "words": patterns.words(event.series.rule), "next": list(rows),
        "until_on": event.series.until_on, "count": event.series.count,
    }  # fmt: skip


def _shifts(event: Event) -> list[Shift]:
    """Those worth a table: several, or one with bounds."""
    found = list(event.shifts.select_related("event__zone").prefetch_related("skills"))
    return found if len(found) > 1 or any(each.capacity or each.taken for each in found) else []


@enters
@GET_POST
@once("events:events")
def new(request: HttpRequest) -> HttpResponse:
    """Enter a date; it is shown at once where the user publishes the site."""
    form = forms.EventForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        show = access.everywhere(request.user, PUBLISH_SITE)
        seats = form.cleaned_data["capacity"]
        made = actions.announce(values=form.values, user=me(request), show=show, capacity=seats)
        messages.success(request, _("Saved and published.") if show else _("Saved: waiting for approval."))
        return redirect("events:event", made.pk)
    return page(request, "edit", _("New event"), {"form": form, **_groups(request)}, status_of(form))


@enters
@GET_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = seen(request, pk)
    form = forms.EventForm(request.POST or None, user=request.user, event=found)
    if request.method == "POST" and form.is_valid() and save(found, form):
        messages.success(request, _("Saved."))
        return redirect("events:event", pk)
    return page(
        request, "edit", found.title, {"form": form, "event": found, **_groups(request)}, status_of(form)
    )


@transaction.atomic
def save(event: Event, form: Any, change: Any = actions.change_series) -> bool:
    """Whether all that was typed is kept, by the team or a host; else the form says why not."""
    scope = form.cleaned_data.get("scope", actions.Scope.ONE)
    try:
        if "capacity" in form.fields:
            actions.set_capacity(event=event, capacity=form.cleaned_data["capacity"], scope=scope)
    except actions.SeatsTaken as taken:
        form.add_error("capacity", str(taken))
        return False
    change(event=event, values=form.values, scope=scope)
    return True


def _groups(request: HttpRequest) -> dict[str, Any]:
    found = access.within(LocalGroup.objects.filter(closed_at=None), request.user, CHANGE_EVENTS)
    names = found.order_by("name_key").values_list("name", flat=True)
    return {"groups": list(names[: forms.MOST_GROUPS])}


@enters
@require_POST
def showing(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.show(event=seen(request, pk), user=me(request))
        messages.success(request, _("Published."))
    except actions.NotShown as refused:
        messages.error(request, str(refused))
    return redirect("events:event", pk)


@enters
@require_POST
def cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """It doesn't take place."""
    found = seen(request, pk)
    form = forms.CancellingForm(request.POST, is_repeated=bool(found.series_id))
    if not form.is_valid():
        words = _("The reason is too long: use at most 300 characters.")
        messages.error(request, words if "scope" not in form.errors else _("Choose which dates to cancel."))
        return redirect("events:event", pk)
    scope = form.cleaned_data.get("scope", actions.Scope.ONE)
    actions.cancel_series(event=found, reasons=form.said("reason"), scope=scope, user=me(request))
    messages.success(request, _("Cancelled. You can undo this."))
    return redirect("events:event", pk)


@enters
@require_POST
def reinstatement(request: HttpRequest, pk: int) -> HttpResponse:
    actions.reinstate(event=seen(request, pk))
    messages.success(request, _("Reinstated. The site and calendars show it."))
    return redirect("events:event", pk)
