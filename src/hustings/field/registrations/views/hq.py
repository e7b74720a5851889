"""HQ: registrations of an event by shift, with its waiting lists; seats given and cancelled by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hustings.field.events.models import Event
from hustings.field.events.rights import enters_events
from hustings.field.registrations import actions, export_rows
from hustings.field.registrations.models import Release, Seat, SeatQuerySet
from hustings.field.registrations.questions import answers
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import Pages
from hustings.people.persons.access import access_gate, masking
from hustings.people.persons.models import Look, Person
from hustings.people.persons.rights import EXPORT_PEOPLE, VIEW_PEOPLE

enters = access.guard(lambda user: enters_events(user) and access.may(user, VIEW_PEOPLE))
page = Pages("registrations/hq", "events:events", pgettext_lazy("menu", "Events"), "date")


def seen(request: HttpRequest, pk: int) -> Event:
    return get_object_or_404(Event.objects.visible_to(request.user).for_lists(), pk=pk)


def seats(event: Event) -> SeatQuerySet:
    return Seat.objects.live().filter(shift__event=event)


@enters
@require_safe
def listed(request: HttpRequest, pk: int) -> HttpResponse:
    """Everyone who has a seat or waits. The organiser sees names; of their own people also contact data."""
    event = seen(request, pk)
    shifts = list(event.shifts.select_related("event"))
    wanted = query_params.key(request.GET.get("shift", ""))
    shift = next((each for each in shifts if each.pk == wanted), shifts[0] if shifts else None)
    rows = seats(event).filter(shift=shift).select_related("registration__zone", "person")
    found, more = keyset.page(rows, request.GET.get("after", "")[:60], order=("position",))
    numbers = [each.person_id for each in found if each.person_id]
    mine = set(Person.objects.visible_to(request.user).filter(pk__in=numbers).values_list("pk", flat=True))
    contact = access_gate.contact_data(request.user, mine, Look.How.LIST)
    said = answers.lines(seat.registration for seat in found)
    table = [
        (seat, seat.person_id in mine, _address(request.user, seat, mine), said.get(seat.registration_id, []))
        for seat in found
    ]
    context = {
        "event": event, "shift": shift, "rows": table, "next": more, "tabs": _tabs(event, shifts, shift),
        "has_questions": event.questions.exists(),
        "is_later": "after" in request.GET, "may_export": access.may(request.user, EXPORT_PEOPLE), **contact,
    }  # fmt: skip
    return page(request, "list", _("Registrations: %(event)s") % {"event": event}, context)


def _address(user: Any, seat: Seat, mine: set[int]) -> str:
    return str(masking.for_user(user, seat.registration.address)) if seat.person_id in mine else masking.DOTS


def _tabs(event: Event, shifts: list[Any], chosen: Any) -> list[tuple[str, str, bool]]:
    where = reverse("registrations_hq:list", args=[event.pk])
    return [(f"{where}?shift={each.pk}", str(each), each == chosen) for each in shifts]


@enters
@require_POST
def deeds(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Give somebody who waits a seat, or cancel a seat; the person gets an e-mail."""
    event = seen(request, pk)
    found = get_object_or_404(seats(event).select_related("shift"), pk=seat)
    try:
        if request.POST.get("do") == "place":
            actions.place(seat=found)
            messages.success(request, _("Seat given."))
        elif request.POST.get("do") == "release":
            actions.release(seat=found, why=Release.BY_TEAM)
            messages.success(request, _("Seat cancelled."))
    except actions.ShiftFull:
        messages.error(request, _("This shift is full. Add seats first."))
    except actions.OfferGone:
        messages.error(request, _("This seat was cancelled in the meantime."))
    where = reverse("registrations_hq:list", args=[event.pk])
    return redirect(f"{where}?shift={found.shift_id}")


@needs(EXPORT_PEOPLE)
@require_POST
def export(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    event = seen(request, pk)
    pieces = export_rows.export(event=event, user=me(request))
    answer = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="event-{event.pk}-{timezone.localdate()}.csv"'
    return answer
