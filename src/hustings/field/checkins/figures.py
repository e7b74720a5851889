"""Figures of an event's doors: who is expected, who came, by shift and over time."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from math import ceil
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hustings.field.checkins import door_lists
from hustings.field.checkins.models import CheckIn
from hustings.field.events.models import Event
from hustings.field.registrations.models import Seat
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts
from hustings.foundation.sync.models import Handset, Stream

_POINTS = 60  # of the curve


class OfShift(NamedTuple):
    """One shift: its words, the people expected and those who came."""

    name: str
    starts_at: Any
    expected: int
    entered: int


class Figures(NamedTuple):
    """Counts of people, not of tickets."""

    expected: int
    entered: int
    walked_in: int
    inside: int
    absent: int
    shifts: Sequence[OfShift]


def of(event: Event) -> Figures:
    seats = Seat.objects.seated().filter(shift__event=event).order_by()
    expected = dict(seats.values_list("shift").annotate(n=Sum("n")))
    came = CheckIn.objects.filter(event=event).order_by()
    entered = dict(
        came.filter(ticket__isnull=False).values_list("ticket__seat__shift").annotate(Sum("people"))
    )
    walked_in = came.filter(ticket=None).aggregate(n=Sum("people"))["n"] or 0
    absent = seats.exclude(absent_at=None).aggregate(n=Sum("n"))["n"] or 0
    inside = came.aggregate(n=Sum("inside"))["n"] or 0
    shifts = [
        OfShift(str(shift), shift.begins_at, expected.get(shift.pk, 0), entered.get(shift.pk, 0))
        for shift in door_lists.shifts_of(event)
    ]
    n_came = sum(entered.values()) + walked_in
    return Figures(sum(expected.values()), n_came, walked_in, inside, absent, shifts)


def curve(event: Event) -> SafeString | None:
    """People who had come by each time; minutes are put together where there are many."""
    rows = list(CheckIn.objects.filter(event=event).values_list("at", "people"))
    if not rows:
        return None
    by_minute: Counter[Any] = Counter()
    for at, people in rows:
        by_minute[at.replace(second=0, microsecond=0)] += people
    first, last = min(by_minute), max(by_minute)
    step = timedelta(minutes=max(1, ceil((last - first) / timedelta(minutes=_POINTS))))
    points, n, at = [], 0, first
    while at <= last:
        n += sum(by_minute[minute] for minute in list(by_minute) if at <= minute < at + step)
        points.append((date_format(at.astimezone(event.clock), "H:i"), n))
        at += step
    return charts.line(
        points,
        label=_("People who entered"),
        description=_("%(n)s in all.") % {"n": number_format(n, force_grouping=True)},
        headings=(_("Time"), _("People")),
        numbers=_("The numbers"),
    )


class Door(NamedTuple):
    """One phone at a door, for the list of them."""

    handset: Handset
    state: str
    words: Any
    n: int
    n_held: int
    last_at: Any


def doors_of(stream: Stream) -> list[Door]:
    """All phones, those that may write first."""
    counted: QuerySet[Any] = stream.handsets.phones().annotate(
        n=Count("entries", filter=Q(entries__pos__isnull=False)),
        n_held=Count("entries", filter=Q(entries__pos=None, entries__isnull=False)),
        last_at=Max("entries__received_at"),
    )
    now = timezone.now()
    found = []
    for handset in counted.order_by("made_at"):
        state = handset.state_at(now)
        found.append(Door(handset, str(state), state.label, handset.n, handset.n_held, handset.last_at))
    return sorted(found, key=lambda door: door.state != Handset.State.LIVE)
