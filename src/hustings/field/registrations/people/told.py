"""Registrations in timelines, segments, “my data” and the privacy notice."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.field.events import hooks
from hustings.field.events.models import Event
from hustings.field.registrations import shift_words
from hustings.field.registrations.actions import registrations
from hustings.field.registrations.models import Registration, Seat
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.foundation.lib.text.languages import in_language
from hustings.people.duplicates.merging import unmerge
from hustings.people.persons import origins, timeline
from hustings.people.persons.models import Person
from hustings.people.segments import criteria
from hustings.people.segments.criteria import Number, Operator
from hustings.people.segments.criteria.rows import RowKind
from hustings.people.selfservice import parts

EVENTS = gettext_lazy("Events")
EVENT = RowKind(
    lambda user: Event.objects.visible_to(user) if user else Event.objects.all(),
    gettext_lazy("Choose an event."),
    gettext_lazy("This event no longer exists."),
)


def _titled(words: Callable[[], str]) -> timeline.Says:
    return lambda data: words() % {"title": in_language(data["title"])}


def _registered(event: Event) -> QuerySet[Registration]:
    return Registration.objects.filter(event=event, person__isnull=False).confirmed()


def _came(event: Event) -> QuerySet[Seat]:
    return Seat.objects.filter(shift__event=event, person__isnull=False, attended_at__isnull=False)


def _came_lately(days: int) -> QuerySet[Seat]:
    since = timezone.now() - dt.timedelta(days=days)
    return Seat.objects.filter(person__isnull=False, attended_at__gte=since)


_DAYS = Number(least=1, most=3_650)
_CRITERION = criteria.Criterion(
    "event",
    EVENTS,
    {
        "registered": Operator(
            gettext_lazy("is registered for"), gettext_lazy("is registered for “%(value)s”"),
            _registered, EVENT,
        ),
        "not_registered": Operator(
            gettext_lazy("is not registered for"), gettext_lazy("is not registered for “%(value)s”"),
            _registered, EVENT, True,
        ),
        "came": Operator(gettext_lazy("came to"), gettext_lazy("came to “%(value)s”"), _came, EVENT),
        "not_came": Operator(
            gettext_lazy("did not come to"), gettext_lazy("did not come to “%(value)s”"), _came, EVENT, True
        ),
        "came_lately": Operator(
            gettext_lazy("came to one in the last … days"),
            gettext_lazy("came to an event in the last %(value)s days"), _came_lately, _DAYS,
        ),
        "not_came_lately": Operator(
            gettext_lazy("came to none in the last … days"),
            gettext_lazy("came to no event in the last %(value)s days"), _came_lately, _DAYS, True,
        ),
    },
    EVENTS,
)  # fmt: skip


def _rows(person: Person) -> list[tuple[Any, ...]]:
    rows = Registration.objects.filter(person=person).select_related("event").order_by("-asked_at", "-pk")
    return [
        (
            row.event.title, row.address, row.name, row.guests, _seats(row), origins.named(row.source),
            row.asked_at, row.confirmed_at, row.withdrawn_at,
        )
        for row in rows.prefetch_related("seats__shift__event")
    ]  # fmt: skip


def _seats(row: Registration) -> str:
    """Each shift with what became of the seat."""
    said = []
    for seat in row.seats.all():
        became = _("came") if seat.attended_at else _("did not come") if seat.absent_at else ""
        words = [shift_words.label(seat.shift), str(Seat.State(seat.state).label), became]
        said.append(", ".join(filter(None, words)))
    return " · ".join(said)


_MY_DATA = parts.my_data(
    parts.Part(
        "registrations", EVENTS,
        {
            "event": gettext_lazy("event"), "address": gettext_lazy("e-mail"), "name": gettext_lazy("name"),
            "guests": gettext_lazy("guests"), "seats": gettext_lazy("seats"),
            "source": gettext_lazy("source"), "sent_at": gettext_lazy("sent"),
            "confirmed_at": gettext_lazy("confirmed"),
            "withdrawn_at": pgettext_lazy("registration", "withdrawn"),
        },
        _rows,
    )
)  # fmt: skip


def _notice(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["registrations"]:
        yield Part.WHY, _("Your registration for an event: to keep your seat, remind you and count who came.")
        yield Part.WHO, _("The organisers of an event see the names of those who registered.")


def _events_of(person: Person) -> Collection[int]:
    """For their own calendar: those they have a seat in, or wait for."""
    seats = Seat.objects.live().filter(person=person)
    return set(seats.values_list("shift__event", flat=True))


part = Contribution(
    timeline.groups(timeline.Group("registration", EVENTS)),
    timeline.sentences(
        timeline.Sentence(registrations.REGISTERED, _titled(lambda: _("Registered for “%(title)s”"))),
        timeline.Sentence(
            registrations.CHANGED, _titled(lambda: _("Changed their registration for “%(title)s”"))
        ),
        timeline.Sentence(
            registrations.WITHDRAWN, _titled(lambda: _("No longer registered for “%(title)s”"))
        ),
        timeline.Sentence(
            registrations.DISOWNED,
            _titled(lambda: _("Reported that someone else registered for “%(title)s” with their address")),
        ),
    ),
    timeline.happened(timeline.Happening(registrations.REGISTERED, gettext_lazy("registered for an event"))),
    criteria.catalogue(_CRITERION),
    _MY_DATA,
    uses(Use("registrations", lambda: Event.objects.filter(takes_registrations=True), is_handed_on=True)),
    tellers(_notice),
    hooks.of_person(_events_of),
    unmerge.laters(
        unmerge.Later(
            "registrations.registration.person",
            lambda found, whose: found.filter(key__in=whose.keys, asked_at__gte=whose.since),
        ),
        unmerge.Later(
            "registrations.seat.person",
            lambda found, whose: found.filter(
                registration__key__in=whose.keys, registration__asked_at__gte=whose.since
            ),
        ),
    ),
)
