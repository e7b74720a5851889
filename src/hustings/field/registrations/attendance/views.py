"""HQ: who to call before an event, who came, and who fills in."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.events.models import Event
from hustings.field.events.rights import enters_events
from hustings.field.registrations.attendance import callers as first
from hustings.field.registrations.attendance import calls, rolls
from hustings.field.registrations.models import RollCall, Seat
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import Pages
from hustings.people.persons.access import access_gate
from hustings.people.persons.models import Look, Person
from hustings.people.persons.rights import VIEW_PEOPLE

MOST = 2_000  # seats on one page
enters = access.guard(lambda user: enters_events(user) and access.may(user, VIEW_PEOPLE))
page = Pages("attendance", "events:events", pgettext_lazy("menu", "Events"), "date")
OUTCOMES = {
    calls.Answer.YES: gettext_lazy("Comes"),
    calls.Answer.NO: gettext_lazy("Can’t come"),
    calls.Answer.NO_ANSWER: gettext_lazy("No answer"),
}


def seen(request: HttpRequest, pk: int) -> Event:
    return get_object_or_404(Event.objects.visible_to(request.user).for_lists(), pk=pk)


@enters
@require_safe
def calling(request: HttpRequest, pk: int) -> HttpResponse:
    """The people whose answer tells most."""
    event = seen(request, pk)
    rows = first.first(event, request.user)
    people = [row.person.pk for row in rows]
    shown = access_gate.contact_data(request.user, people, Look.How.LIST)
    context = {"event": event, "rows": rows, "outcomes": OUTCOMES.items(), **shown}
    return page(request, "calls", _("Who to call first"), context)


@enters
@require_POST
def answer(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Note an answer given on the phone."""
    event = seen(request, pk)
    someone = get_object_or_404(Person.objects.visible_to(request.user), pk=person)
    said = next((each for each in calls.Answer if each == request.POST.get("answer")), None)
    if said:
        calls.note(event=event, person=someone, answer=said, user=me(request))
        messages.success(request, _("Saved."))
    return redirect("attendance:calls", pk)


@enters
@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: HttpRequest, pk: int) -> HttpResponse:
    """All came but those who are ticked."""
    event = seen(request, pk)
    if request.method == "POST":
        return _call(request, event)
    rows = _seats(request, event)
    n_all = Seat.objects.seated().filter(shift__event=event).count()
    last, n_hidden = rolls.last(event), n_all - len(rows)
    context = {"event": event, "rows": rows, "n_hidden": n_hidden, "last": last}
    return page(request, "roll", _("Note attendance"), context)


def _seats(request: HttpRequest, event: Event) -> list[Seat]:
    seats = Seat.objects.seated().filter(shift__event=event).select_related("person", "shift", "registration")
    mine = Person.objects.visible_to(request.user)
    if not access.everywhere(request.user, VIEW_PEOPLE):
        seats = seats.filter(Q(person__in=mine))
    return list(seats.order_by("registration__family_name", "registration__given_name", "pk")[:MOST])


def _call(request: HttpRequest, event: Event) -> HttpResponse:
    shown = {seat.pk for seat in _seats(request, event)}
    absent = shown & {*query_params.keys(request.POST.getlist("absent")[:MOST])}
    hidden = Seat.objects.seated().filter(shift__event=event).exclude(pk__in=shown).exclude(absent_at=None)
    absent |= {*hidden.values_list("pk", flat=True)}
    try:
        made = rolls.call(event=event, absent=absent, user=me(request))
    except rolls.NotYet:
        messages.error(request, _("The event hasn’t begun yet."))
        return redirect("attendance:roll", event.pk)
    words = ngettext("%(n)s registration: attended.", "%(n)s registrations: attended.", made.n_came)
    messages.success(request, words % {"n": made.n_came})
    return redirect("events:event", event.pk)


@enters
@require_POST
def roll_undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was noted last."""
    found: Any = get_object_or_404(RollCall, pk=pk)
    event = seen(request, found.event_id)
    try:
        rolls.undo(roll=found)
        messages.success(request, _("Attendance undone."))
    except rolls.Undone:
        messages.error(request, _("Attendance was changed since. Undo the latest change first."))
    return redirect("attendance:roll", event.pk)
