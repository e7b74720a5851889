"""Names that hosts of a co-hosting group see: of those who registered while the page said that they would."""

from datetime import datetime

from hustings.field.events.models import CoHosting, Event
from hustings.field.groups.models import LocalGroup
from hustings.field.registrations.models.seats import SeatQuerySet


def since(event: Event, group: LocalGroup) -> datetime | None:
    """From when on registrations are shown to its hosts; None: all of them, as it leads the event."""
    if event.group_id == group.pk:
        return None
    rows = CoHosting.objects.filter(event=event, group=group, ended_at=None, accepted_at__isnull=False)
    return rows.values_list("accepted_at", flat=True).first()


def shown(seats: SeatQuerySet, moment: datetime | None) -> SeatQuerySet:
    """Those whose names they see."""
    return seats.filter(registration__asked_at__gte=moment) if moment else seats


def n_hidden(seats: SeatQuerySet, moment: datetime | None) -> int:
    """Number of people who registered before."""
    if moment is None:
        return 0
    return seats.filter(registration__asked_at__lt=moment).values("registration").distinct().count()
