"""Take volunteers in, change what they can do, pause and end it."""

import datetime as dt
import logging
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.volunteers.actions import places
from hustings.field.volunteers.models import Age, DayOff, HeldSkill, Skill, TaskPlace, Volunteer
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
CHANGED, LEFT, VERIFIED = "volunteer.changed", "volunteer.left", "volunteer.verified"
LONGEST_PAUSE = dt.timedelta(days=366)
MOST_DAYS_OFF = 20


class BadPause(Refused):
    """No pause ends there."""


@transaction.atomic
def enlist(
    *,
    person: Person,
    km: int | None = None,
    times: int | None = None,
    age: str = Age.NOT_SAID,
    skills: Collection[int] = (),
    source: str = "",
) -> Volunteer:
    """Make or complete the profile of whoever offers help; what was said before and isn't said now stays."""
    Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    found = Volunteer.objects.filter(person=person).first() or Volunteer(person=person, source=source[:200])
    if found.ended_at:
        found.ended_at, found.offered_at = None, timezone.now()
    found.km = km or found.km
    found.times = times or found.times
    found.age = max(age, found.age)
    found.save()
    _add_skills(person, skills)
    log.info("volunteer enlisted person=%s", person.pk)
    return found


@transaction.atomic
def change_profile(
    *, volunteer: Volunteer, km: int, times: int, age: str, skills: Collection[int], user: User | None = None
) -> None:
    """Write down what they can do and when; skills that were not ticked go, with their checks."""
    person = volunteer.person
    Volunteer.objects.filter(pk=volunteer.pk).update(km=km, times=times, age=age)
    HeldSkill.objects.filter(person=person, skill__archived_at=None).exclude(skill__in=skills).delete()
    _add_skills(person, skills)
    person.log(CHANGED, user=user)


def _add_skills(person: Person, skills: Collection[int]) -> None:
    rows = Skill.objects.offered().filter(pk__in=skills)
    HeldSkill.objects.bulk_create(
        [HeldSkill(person=person, skill=skill) for skill in rows], ignore_conflicts=True
    )


@transaction.atomic
def set_days_off(*, person: Person, days: Iterable[tuple[dt.date, dt.date]]) -> None:
    """Keep these days off, and none other; those past go."""
    today = timezone.localdate()
    DayOff.objects.filter(person=person).delete()
    kept = [DayOff(person=person, first=first, last=last) for first, last in days if last >= today]
    DayOff.objects.bulk_create(kept[:MOST_DAYS_OFF])


@transaction.atomic
def pause(*, volunteer: Volunteer, until: dt.date | None, user: User | None = None) -> None:
    """Ask nothing of them until that day, the last one of the pause; None ends it."""
    today = timezone.localdate()
    if until is not None and not today <= until <= today + LONGEST_PAUSE:
        raise BadPause(_("Choose a date within the next twelve months."))
    Volunteer.objects.filter(pk=volunteer.pk).update(paused_until=until)
    volunteer.person.log(CHANGED, user=user)


@transaction.atomic
def leave(*, volunteer: Volunteer, user: User | None = None) -> int:
    """End it: tasks ahead are handed back. What was done stays. Returns how many were handed back."""
    n = 0
    if Volunteer.objects.filter(pk=volunteer.pk, ended_at=None).update(ended_at=timezone.now()):
        for place in TaskPlace.objects.filter(person=volunteer.person).ahead().select_related("task"):
            n += places.hand_back(place=place, user=user)
        volunteer.person.log(LEFT, user=user)
        log.info("volunteer left person=%s", volunteer.person_id)
    return n


@transaction.atomic
def verify(*, held: HeldSkill, valid_until: dt.date | None, is_verified: bool, user: User) -> None:
    """Note that the team checked a skill, or that it doesn't hold any more."""
    held.verified_at = timezone.now() if is_verified else None
    held.verified_by = user if is_verified else None
    held.valid_until = valid_until if is_verified else None
    held.save(update_fields=["verified_at", "verified_by", "valid_until"])
    if is_verified:
        held.person.log(VERIFIED, user=user, skill=held.skill.names)


def own(*, volunteers: Collection[int], user: User) -> int:
    """Find their first task: from now on it's the user's to do. How many were nobody's."""
    return Volunteer.objects.filter(pk__in=volunteers).exclude(owner=user).update(owner=user)
