"""Participants of an event as a circle of conversations: it grows and shrinks with their seats."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models import AgendaPage, CoHosting, Event
from hustings.field.groups.models import Membership
from hustings.field.registrations.models import Seat
from hustings.field.threads import circles
from hustings.field.threads.circles import Circle, CircleKind
from hustings.people.persons.models import Person
from hustings.site.website import listings

EVENT = "event"
_AFTER = timedelta(days=30)  # that people still write after an event


def _find(pk: int) -> Circle | None:
    event = Event.objects.filter(pk=pk).first()
    if event is None:
        return None
    url = listings.address(AgendaPage, event.path, get_language() or "") if event.is_shown else ""
    is_open = event.over_at > timezone.now() - _AFTER
    return Circle(EVENT, pk, event.title, url, event.zone_id, is_open=is_open)


def _seated() -> QuerySet[Seat]:
    return Seat.objects.seated().filter(person__isnull=False)


def _leaders(pk: int) -> QuerySet[Membership]:
    """Hosts of the group that leads the event, and of those that co-host it."""
    live = CoHosting.objects.live().filter(event=pk).values("group")
    return Membership.objects.leaders().filter(Q(group__events=pk) | Q(group__in=live)).distinct()


def _people(pk: int) -> QuerySet[Person]:
    """Those who have a seat, and the hosts of the groups whose event it is."""
    seated = _seated().filter(registration__event=pk).values("person")
    found = Person.objects.filter(Q(pk__in=seated) | Q(pk__in=_leaders(pk).values("person")))
    return found.annotate(person=F("pk")).values("person")  # type: ignore[return-value]


def _hosts(pk: int) -> QuerySet[Membership]:
    return _leaders(pk).values("person")  # type: ignore[return-value]


def _of_person(person: int) -> Iterator[int]:
    """Events to come or lately over; of those that a group holds its hosts see the talk from the event."""
    recent = Event.objects.filter(over_at__gt=timezone.now() - _AFTER)
    mine = _seated().filter(person=person).values("registration__event")
    yield from recent.filter(pk__in=mine).order_by("starts_at", "pk").values_list("pk", flat=True)


part = circles.kinds(CircleKind(EVENT, _("Event"), _find, _people, _hosts, _of_person))
