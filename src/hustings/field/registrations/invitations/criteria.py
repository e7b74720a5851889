"""Conditions of segments on registrations for an event."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models import Event
from hustings.field.registrations.models import Registration, Seat
from hustings.people.segments import criteria
from hustings.people.segments.criteria.rows import RowKind

_OFFERED = 300  # in a form, the latest


def _events(user: Any) -> QuerySet[Event]:
    """All where kept criteria are read; in a form those that its reader may see."""
    if user is None:
        return Event.objects.all()
    latest = Event.objects.visible_to(user).order_by("-starts_at").values("pk")[:_OFFERED]
    return Event.objects.filter(pk__in=latest).order_by("-starts_at")


EVENT = RowKind(_events, _("Choose an event."), _("This event no longer exists."))


def _registered(event: Event) -> QuerySet[Registration]:
    return Registration.objects.confirmed().filter(event=event, person__isnull=False)


def _came(event: Event) -> QuerySet[Seat]:
    return Seat.objects.seated().filter(shift__event=event, attended_at__isnull=False, person__isnull=False)


PART = criteria.catalogue(
    criteria.Criterion(
        "event_registration",
        _("Registration for an event"),
        {
            "registered": criteria.Operator(
                _("they registered"), _("registered for “%(value)s”"), _registered, EVENT
            ),
            "not_registered": criteria.Operator(
                _("they did not register"), _("did not register for “%(value)s”"), _registered, EVENT, True
            ),
            "came": criteria.Operator(_("they came"), _("came to “%(value)s”"), _came, EVENT),
        },
        _("Events"),
    ),
)
