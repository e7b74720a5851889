"""HQ: the doors of an event, what happens at them, their phones and rules."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.checkins import actions, door_lists, door_streams, figures
from hustings.field.checkins.forms import DoorForm, RulesForm
from hustings.field.checkins.models import Finding, TicketKey
from hustings.field.events.models import Event
from hustings.field.events.rights import enters_events
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.lib.web import qr
from hustings.foundation.lib.web.frame import frame, status_of
from hustings.foundation.sync import actions as sync
from hustings.people.persons.rights import VIEW_PEOPLE

enters = access.guard(enters_events)
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
_OUTLIVES = timedelta(hours=12)  # that a door's phone may send after the event


def seen(request: HttpRequest, pk: int) -> Event:
    """An event that this user may change."""
    return get_object_or_404(Event.objects.visible_to(request.user), pk=pk)


def page(
    request: HttpRequest, name: str, title: str, event: Event, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """A page of one event's doors, below the event's own."""
    trail = [
        (reverse("events:events"), pgettext("menu", "Events")),
        (reverse("events:event", args=[event.pk]), event.title),
    ]
    if name != "doors":
        trail.append((reverse("checkins:doors", args=[event.pk]), _("Check-in")))
    words = frame(title, *trail, icon="date") | {"event": event} | context
    return render(request, f"checkins/hq/{name}.html", words, status=status)


@enters
@require_safe
def doors(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one event's doors; its figures are fetched anew while one looks on."""
    event = seen(request, pk)
    door_lists.issue(event)
    return page(request, "doors", _("Check-in"), event, _about(request, event) | {"form": DoorForm()})


@enters
@require_safe
def live(request: HttpRequest, pk: int) -> HttpResponse:
    """The part that changes."""
    event = seen(request, pk)
    return render(request, "checkins/hq/live.html", {"event": event} | _about(request, event))


def _about(request: HttpRequest, event: Event) -> dict[str, object]:
    stream = door_streams.stream_of(event)
    findings = Finding.objects.filter(event=event).open().select_related("ticket")
    return {
        "stream": stream, "figures": figures.of(event), "curve": figures.curve(event),
        "doors": figures.doors_of(stream), "findings": findings,
        "may_view_people": access.may(request.user, VIEW_PEOPLE),
    }  # fmt: skip


@enters
@require_POST
@never_cache
def hand_out(request: HttpRequest, pk: int) -> HttpResponse:
    """One more door: its link is shown this once."""
    event = seen(request, pk)
    form = DoorForm(request.POST)
    if not form.is_valid():
        return page(request, "doors", _("Check-in"), event, _about(request, event) | {"form": form}, 422)
    ends_at = max(event.over_at, timezone.now()) + _OUTLIVES
    name = form.cleaned_data["door"]
    _handset, link = actions.hand_out(event=event, door=name, ends_at=ends_at, user=access.me(request))
    context = {"link": link, "code": qr.in_page(link), "ends_at": ends_at, "door": name}
    return page(request, "door", name, event, context)


@enters
@require_POST
def revocation(request: HttpRequest, pk: int, handset: UUID) -> HttpResponse:
    stream = door_streams.stream_of(seen(request, pk))
    found = get_object_or_404(stream.handsets.phones(), pk=handset)
    sync.revoke(handset=found, user=access.me(request))
    messages.success(request, _("“%(door)s” no longer has access.") % {"door": found.name})
    return redirect("checkins:doors", pk)


@enters
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    sync.close(stream=door_streams.stream_of(seen(request, pk)))
    messages.success(request, _("Check-in is closed. What was noted before still counts when it arrives."))
    return redirect("checkins:doors", pk)


@enters
@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    sync.reopen(stream=door_streams.stream_of(seen(request, pk)))
    messages.success(request, _("Check-in is open again."))
    return redirect("checkins:doors", pk)


@enters
@_GET_POST
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Rules of the doors: who enters, and when."""
    event = seen(request, pk)
    form = RulesForm(request.POST or None, instance=door_lists.plan_of(event))
    if request.method == "POST" and form.is_valid():
        actions.set_rules(plan=form.save(commit=False))
        messages.success(request, _("Saved. Phones follow within five minutes while they have a network."))
        return redirect("checkins:doors", pk)
    context = {"form": form, "may_replace_keys": access.may(request.user, CHANGE_SETTINGS)}
    return page(request, "rules", _("Rules"), event, context, status_of(form))


@enters
@require_POST
def clearing(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Somebody has looked at a finding."""
    found = get_object_or_404(Finding, event=seen(request, pk), pk=finding)
    actions.clear(finding=found, user=access.me(request))
    messages.success(request, _("Marked as settled."))
    return redirect("checkins:doors", pk)


@access.needs(CHANGE_SETTINGS)
@_GET_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Keys that tickets are signed with, and a new one where somebody else may have the old."""
    if request.method == "POST":
        actions.replace_keys(user=access.me(request))
        messages.success(
            request, _("New key in use. Tickets that were saved or printed before are not valid.")
        )
        return redirect("checkins:keys")
    above = (reverse("events:events"), pgettext("menu", "Events"))
    context = frame(_("Ticket keys"), above, icon="date") | {"rows": TicketKey.objects.all()}
    return render(request, "checkins/hq/keys.html", context)
