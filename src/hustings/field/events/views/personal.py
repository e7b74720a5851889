"""A supporter's calendar: its address is shown when it is made, and can be revoked."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hustings.field.events import actions
from hustings.field.events.models import PersonalCalendar
from hustings.field.groups import hosting
from hustings.people.selfservice import sessions


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponseBase:
    """Make the address, make it anew, or revoke it. Asks for the link to one's own page first."""
    person, link = hosting.person(request), sessions.current(request)
    if person is None or link is None:
        return hosting.ask(request)
    address = ""
    if request.method == "POST" and "revoke" in request.POST:
        actions.revoke_calendars(person=person)
    elif request.method == "POST":
        token = actions.make_calendar(person=person)
        address = request.build_absolute_uri(reverse("agenda:calendar_personal", args=[token]))
    found = PersonalCalendar.objects.live().filter(person=person).first()
    response = render(request, "events/my_calendar.html", {"found": found, "address": address})
    response["X-Robots-Tag"] = "noindex"
    sessions.keep(response, link)
    return response
