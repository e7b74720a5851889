"""Answers of registrations to changes of their event."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.registrations import former_times, notices, seats
from hustings.field.registrations.models import Notice, Registration, RegistrationQuerySet

_MOVED = frozenset({"starts_at", "ends_at", "place", "address", "zone", "time_zone", "is_all_day"})


class Hook:
    """Tell whoever registered; a cancelled event keeps its seats, in case it takes place after all."""

    def changed(self, event: Event, fields: frozenset[str], before: Event | None = None) -> None:
        """Time, place or web address: told once per change. Seats: what is free now is offered."""
        if fields & _MOVED and not event.is_over:
            _tell(event, Notice.Kind.MOVED, former_times.noted(before, event) if before else None)
        elif "online_at" in fields and event.online_at and not event.is_over:
            _tell(event, Notice.Kind.LINK)
        if "shifts" in fields:
            for pk in event.shifts.order_by("pk").values_list("pk", flat=True):
                seats.fill(pk)

    def cancelled(self, event: Event) -> None:
        _tell(event, Notice.Kind.OFF)

    def reinstated(self, event: Event) -> None:
        _tell(event, Notice.Kind.ON)

    def used(self, keys: Collection[int]) -> Collection[int]:
        """Events that people registered for, confirmed or not."""
        return set(Registration.objects.filter(event__in=keys).values_list("event", flat=True))


def told(event: Event) -> RegistrationQuerySet:
    """Registrations whose people hear of what happens to it."""
    return Registration.objects.confirmed().filter(event=event)


def n_told(event: Event) -> int:
    return told(event).count()


def _tell(event: Event, kind: Notice.Kind, was: dict[str, Any] | None = None) -> None:
    notices.tell_everyone(event, kind, timezone.now().strftime("%Y%m%d%H%M%S%f"), was)
