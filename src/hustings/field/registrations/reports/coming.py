"""Participants of a group's events, for its hosts: how many, and names without contact data."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hustings.field.events.models import Event, Shift
from hustings.field.groups.hosting import leads
from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.registrations.attendance import co_host_names
from hustings.field.registrations.models import Registration, Seat
from hustings.field.registrations.questions import answers

MOST = 1_000


class Places(NamedTuple):
    """Seats of one event, of all its shifts. ``capacity``: None where one of them has no limit."""

    taken: int = 0
    capacity: int | None = None
    waiting: int = 0


def places(events: Collection[Event]) -> dict[int, Places]:
    """Numbers by event."""
    found: dict[int, Places] = {}
    for event, taken, capacity in Shift.objects.filter(event__in=events).values_list(
        "event", "taken", "capacity"
    ):
        before = found.get(event, Places(capacity=0))
        total = None if capacity is None or before.capacity is None else before.capacity + capacity
        found[event] = Places(before.taken + taken, total)
    waiting = Seat.objects.waiting().filter(shift__event__in=events).order_by()
    for event, n in waiting.values_list("shift__event").annotate(Sum("n")):
        found[event] = found[event]._replace(waiting=n)
    return found


def called(registration: Registration) -> str:
    """First name, and the initial of the other one."""
    initial = f"{registration.family_name[:1]}." if registration.family_name else ""
    return f"{registration.given_name} {initial}".strip()


@leads
@require_safe
def names(request: HttpRequest, group: LocalGroup, membership: Membership, event: int) -> HttpResponse:
    """Everyone who has a seat or waits at an event of this group that is not over."""
    rows = Event.objects.of_group(group).filter(cancelled_at=None).upcoming().for_lists()
    found = get_object_or_404(rows, pk=event)
    seats = Seat.objects.live().filter(shift__event=found).select_related("registration", "shift__event")
    moment = co_host_names.since(found, group)
    ordered = co_host_names.shown(seats, moment).order_by("shift__starts_at", "shift", "position")[:MOST]
    said = answers.lines(seat.registration for seat in ordered)
    people = [(called(seat.registration), seat, said.get(seat.registration_id, [])) for seat in ordered]
    has_shifts = found.shifts.count() > 1
    words = {
        "group": group,
        "event": found,
        "people": people,
        "n_hidden": co_host_names.n_hidden(seats, moment),
        "places": places([found]).get(found.pk, Places()),
    }
    return render(request, "reports/hosts/coming.html", words | {"has_shifts": has_shifts})
