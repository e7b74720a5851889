"""Seats of people who help: commitments beside their tasks, and hours once they came.

Whoever comes to an event for volunteers, or to a shift that asks for skills, helps; others attend.
"""

import datetime as dt
import itertools
import logging
from collections.abc import Iterator, Sequence

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events.models import Audience, Shift
from hustings.field.registrations.models import Registration, Seat
from hustings.field.volunteers import commitments, rules
from hustings.field.volunteers.actions import record_hours
from hustings.field.volunteers.models import Hours, VolunteerLimits
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib.dates import date_format
from hustings.people.persons.models import Person
from hustings.people.signups.kinds import Closed

log = logging.getLogger(__name__)
LOOKED_BACK = dt.timedelta(days=30)  # attendance that is noted later isn't counted by itself
AT_ONCE = 1_000


def span(shift: Shift) -> tuple[dt.datetime, dt.datetime]:
    """Time of a shift: that of its event, unless it says otherwise."""
    return shift.begins_at, max(shift.over_at, shift.begins_at)


def held(person: Person, begins: dt.datetime, ends: dt.datetime) -> Iterator[rules.Commitment]:
    """Their seats that touch this time."""
    rows = Seat.objects.seated().filter(person=person, shift__event__cancelled_at=None)
    rows = rows.filter(shift__event__over_at__gt=begins, shift__event__is_all_day=False)
    begun = rows.annotate(begins=Coalesce(F("shift__starts_at"), F("shift__event__starts_at")))
    for seat in begun.filter(begins__lt=ends).select_related("shift__event"):
        if span(seat.shift)[1] > begins:
            yield rules.Commitment(*span(seat.shift), str(seat.shift))


def possible(person: Person, shifts: Sequence[Shift]) -> list[Shift]:
    """Those of the shifts in which they can help, or that they attend. Raises Closed where there is none."""
    problems, found = [problem(person, shift) for shift in shifts], list[Shift]()
    for shift, why in zip(shifts, problems, strict=True):
        if not why and not (helps(shift) and _overlaps(shift, found)):
            found.append(shift)  # of two at a time, the first
    if not found:
        raise Closed(problems[0] if problems else "")
    return found


def clashing(shifts: Sequence[Shift]) -> tuple[Shift, Shift] | None:
    """Two of these shifts of one event that are at the same time; none where whole days are meant."""
    found = [one for one in shifts if one.starts_at or not one.event.is_all_day]
    pairs = itertools.combinations(found, 2)
    return next((pair for pair in pairs if _overlaps(pair[0], [pair[1]])), None)


def _overlaps(shift: Shift, others: Sequence[Shift]) -> bool:
    taken = [rules.Commitment(*span(one)) for one in others]
    return rules.overlapping(rules.Commitment(*span(shift)), taken) is not None


def refusal(registration: Registration) -> str:
    """Why whoever has this mailbox can help in none of the shifts asked for; empty where they can."""
    person = Person.objects.filter(emails__key=registration.key).first()
    shifts = registration.event.shifts.filter(pk__in=registration.wished).select_related("event")
    problems = [problem(person, shift) for shift in shifts] if person else []
    return problems[0] if problems and all(problems) else ""


def problem(person: Person, shift: Shift) -> str:
    """Why somebody can't help in this shift, in words; empty where they can. Attending has no such rules."""
    if not helps(shift) or shift.event.is_all_day:
        return ""
    opens = opens_at(person, shift)
    if opens and opens > timezone.now():
        words = _("This shift opens for you on %(day)s: people who helped less lately come first.")
        return words % {"day": date_format(timezone.localtime(opens), "DATETIME_FORMAT")}
    begins, ends = span(shift)
    others = [
        one
        for one in commitments.of(person, begins, ends)
        if (one.begins, one.ends, one.title) != (begins, ends, str(shift))
    ]
    return rules.time_problem(
        rules.Commitment(begins, ends, str(shift)), others, VolunteerLimits.load()
    )  # fmt: skip


def opens_at(person: Person, shift: Shift) -> dt.datetime | None:
    """Opening of the shift for somebody: those who helped less lately come first."""
    return rules.opens_for(shift.opens_at, commitments.minutes_lately(person), VolunteerLimits.load())


def helps(shift: Shift) -> bool:
    return shift.event.audience == Audience.VOLUNTEERS or shift.skills.exists()


def count_hours() -> int:
    """Record the hours of those who came lately to help, once a seat; how many."""
    ref = "seat:"
    since = timezone.now() - LOOKED_BACK
    rows = Seat.objects.filter(attended_at__gt=since, absent_at=None).exclude(person=None)
    skilled = Shift.skills.through.objects.filter(shift=OuterRef("shift"))
    rows = rows.filter(Q(shift__event__audience=Audience.VOLUNTEERS) | Exists(skilled))
    rows = rows.filter(shift__event__over_at__lt=timezone.now(), shift__event__is_all_day=False)
    found = list(rows.select_related("shift__event", "person").order_by("pk"))
    refs = [f"{ref}{seat.pk}" for seat in found]
    known = set(Hours.objects.filter(ref__in=refs).values_list("ref", flat=True))
    new = [seat for seat, name in zip(found, refs, strict=True) if name not in known][:AT_ONCE]
    n = 0
    for seat in new:
        begins, ends = span(seat.shift)
        minutes = min(round((ends - begins).total_seconds() / 60), 24 * 60)
        if minutes and seat.person:
            record_hours(
                person=seat.person, minutes=minutes, day=timezone.localdate(begins), kind=Hours.Kind.SHIFT,
                ref=f"{ref}{seat.pk}", note=str(seat.shift)[:200],
            )  # fmt: skip
            n += 1
    log.info("hours of seats n=%s", n)
    return n


part = Contribution(
    commitments.sources(held),
    schedule.jobs(
        schedule.daily(
            count_hours, gettext_lazy("Count the hours of helpers"), at="04:20", name="registrations.hours"
        )
    ),
)
