"""Rules for shifts that volunteers take: no two at a time, rest between, popular ones for everyone."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events.models import Audience, Event, Shift
from hustings.field.events.models.events import LASTS
from hustings.field.registrations.models import Registration, Seat
from hustings.field.volunteers import commitments, rules
from hustings.field.volunteers.models import VolunteerLimits
from hustings.people.persons.models import Person


def is_help(event: Event, shifts: Sequence[Shift]) -> bool:
    """Whether one comes to help, not to listen: the rules on rest are for helpers."""
    return event.audience == Audience.VOLUNTEERS or any(shift.skills.exists() for shift in shifts)


def problem(registration: Registration, shifts: Sequence[Shift]) -> str:
    """Why this person can't take these shifts, in words; empty where they can, or nobody is known by it."""
    event = registration.event
    person = registration.person or Person.objects.filter(emails__key=registration.key).first()
    if not shifts or person is None or not is_help(event, shifts):
        return ""
    limits = VolunteerLimits.load()
    mine = Seat.objects.seated().filter(person=person, shift__event=event).select_related("shift__event")
    own = [span_of(seat.shift) for seat in mine]
    spans = sorted(span_of(shift) for shift in shifts)
    held = commitments.of(person, spans[0].begins, spans[-1].ends)
    held = [each for each in held if each not in own]
    for span in spans:
        if why := rules.time_problem(span, held, limits):
            return why
        held.append(span)
    minutes = commitments.minutes_lately(person)
    opens = [rules.opens_for(shift.opens_at, minutes, limits) for shift in shifts]
    if any(each and each > timezone.now() for each in opens):
        return _("People who have helped less come first. This shift opens for you a little later.")
    return ""


def span_of(shift: Shift) -> rules.Commitment:
    """Its time, else the event's."""
    event = shift.event
    begins = shift.starts_at or event.starts_at
    ends = shift.ends_at or (event.over_at if shift.starts_at is None else begins + LASTS)
    return rules.Commitment(begins, ends, event.title)
