"""People counted at an event's doors, as the app above that counts them tells."""

from collections.abc import Callable

from django.db.models import Sum

from hustings.field.events.models import Event
from hustings.field.registrations.models import Seat
from hustings.foundation.contributions import Registry

# ``counts(event)``: people who came in, with guests and those without a ticket, and keys of their seats.
counts = Registry[Callable[[Event], tuple[int, set[int]]]]("registrations.door_counts.counts")


def checked_in(event: Event) -> int:
    """People who entered by the doors' count; none where nobody counted."""
    return sum(count(event)[0] for count in counts.all())


def came(event: Event) -> int | None:
    """All people known to have come: counted at the doors, or noted by hand. None where nobody is."""
    counted = [count(event) for count in counts.all()]
    at_doors, seen = sum(n for n, _seats in counted), {pk for _n, seats in counted for pk in seats}
    noted = Seat.objects.seated().filter(shift__event=event, attended_at__isnull=False).exclude(pk__in=seen)
    by_hand = noted.values("registration").distinct().aggregate(n=Sum("n"))["n"] or 0
    return at_doors + by_hand or None
