"""The events of a group on its hosts' page, with what is to do about each."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.groups.hooks import Part
from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.registrations.models import Report, SpeakerRequest
from hustings.field.registrations.reports import coming

BACK = dt.timedelta(days=60)
SHOWN = 12
OF_SERIES = 5  # dates that are shown at once; the others below "All dates"
MOST = 60


def _in_turn(events: Sequence[Event]) -> tuple[list[Event], list[Event]]:
    """Events to show at once, a few dates of each series; and the dates after those."""
    n: Counter[int] = Counter()
    first, later = list[Event](), list[Event]()
    for event in events:
        n[event.series_id or -event.pk] += 1
        (first if n[event.series_id or -event.pk] <= OF_SERIES else later).append(event)
    return first[:SHOWN], later


def build(request: HttpRequest, group: LocalGroup, membership: Membership) -> Part | None:
    now = timezone.now()
    mine = Event.objects.of_group(group).filter(cancelled_at=None).for_lists()
    past = list(mine.filter(starts_at__lte=now, starts_at__gt=now - BACK).order_by("-starts_at")[:SHOWN])
    ahead, later = _in_turn(list(mine.filter(starts_at__gt=now).order_by("starts_at")[:MOST]))
    if not past and not ahead:
        return None
    filed = set(Report.objects.filed().filter(event__in=past).values_list("event", flat=True))
    asked = {each.event_id: each for each in SpeakerRequest.objects.filter(event__in=ahead, closed_at=None)}
    places = coming.places(ahead)
    context = {
        "group": group, "later": later, "past": [(event, event.pk in filed) for event in past],
        "ahead": [(event, asked.get(event.pk), places.get(event.pk)) for event in ahead],
    }  # fmt: skip
    return Part("reports/hosts/events.html", context, order=60)
