"""The baseline of bench_rsvp: seats by a model that reads how many are taken, then writes.

Such code is common: it counts the rows of a shift, compares, inserts, with no lock and no constraint. It runs
on the same server, database and load, and takes the same links.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from hustings.field.registrations.models import Registration, Seat

_DONE = {"Location": "/", "Content-Length": "0"}


def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Seat the registration of a link where a seat seems to be free."""
    found = Registration.objects.select_related("event").linked(token)
    shift = found.event.shifts.get(pk=found.wished[0])
    n = Seat.objects.seated().filter(shift=shift).count()
    is_free = shift.capacity is None or n < shift.capacity
    found.confirmed_at = timezone.now()
    found.save(update_fields=["confirmed_at"])
    Seat.objects.create(
        registration=found, shift=shift, mailbox=found.mailbox, position=found.pk, asked_at=found.asked_at,
        seated_at=timezone.now() if is_free else None,
    )  # fmt: skip
    return HttpResponse(status=302, headers=_DONE)


urlpatterns = [
    path("fr/registrations/links/<str:token>/", confirm),
    path("health/", lambda request: HttpResponse("ok", headers={"Content-Length": "2"})),
]
