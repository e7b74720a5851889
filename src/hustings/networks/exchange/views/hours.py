"""Office hours: kept by members, booked by others, each by their own clock."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from hustings.networks.exchange import actions
from hustings.networks.exchange.forms.public import BookingForm, HoursForm
from hustings.networks.exchange.models import Member, OfficeHour
from hustings.networks.exchange.viewers import member_only, page
from hustings.networks.exchange.views.own import back
from hustings.people.persons.refusals import Refused

SHOWN = 60


def _shown(request: HttpRequest, member: Member, status: int = 200, **more: Any) -> HttpResponse:
    whole = OfficeHour.objects.ahead().select_related(
        "member__person", "member__organisation", "booker__person", "booker__organisation"
    )
    words = {
        "member": member, "mine": whole.filter(Q(member=member) | Q(booker=member))[:SHOWN],
        "free": whole.filter(booker=None, member__in=Member.objects.live()).exclude(member=member)[:SHOWN],
        "form": HoursForm(), "booking_form": BookingForm(),
    }  # fmt: skip
    return page(request, "hours", words | more, status)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest, member: Member) -> HttpResponse:
    """Those to book, and one's own; a form to keep more."""
    form = HoursForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.add_hours(member=member, **form.cleaned_data)
            return back("saved", "exchange:hours")
        except Refused as why:
            form.add_error(None, str(why))
    return _shown(request, member, 422 if form.errors else 200, form=form)


@member_only
@require_POST
def booking(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    hour, form = get_object_or_404(OfficeHour.objects.ahead(), pk=pk), BookingForm(request.POST)
    if form.is_valid():
        try:
            actions.book(hour=hour, member=member, topic=form.cleaned_data["topic"])
            return back("booked", "exchange:hours")
        except Refused as why:
            return _shown(request, member, 409, problem=str(why))
    return _shown(request, member, 422, booking_form=form)


@member_only
@require_POST
def cancellation(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    mine = OfficeHour.objects.ahead().filter(Q(member=member) | Q(booker=member))
    actions.cancel_hour(hour=get_object_or_404(mine, pk=pk), member=member)
    return back("cancelled", "exchange:hours")
