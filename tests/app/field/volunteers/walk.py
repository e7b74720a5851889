"""Who organises volunteers, and what segments mean by them, for the tests that walk over all apps."""

from typing import Any

from django.utils import timezone

from hustings.field.volunteers.models import HeldSkill, Hours, Skill, Volunteer
from hustings.field.volunteers.rights import ORGANISE
from hustings.foundation.accounts.roles import Role

HOLDERS = {ORGANISE: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR}}

_NAMES = ("skills", "skill_edit", "charters", "charter_new", "charter_edit", "limits")
WITHOUT_NEEDS = dict.fromkeys([f"volunteers:{name}" for name in _NAMES], frozenset(HOLDERS[ORGANISE]))


def _helps(person: Any) -> bool:
    return any(one.person_id == person.pk and not one.ended_at for one in Volunteer.objects.all())


def _is_new(person: Any) -> bool:
    today = timezone.localdate()
    for one in Volunteer.objects.filter(person=person, ended_at=None):
        if one.paused_until is None or one.paused_until < today:
            return not person.task_places.exists()
    return False


def _has(person: Any, skill: int, *, is_checked: bool = False) -> bool:
    today = timezone.localdate()
    return any(
        one.skill_id == skill
        and (not is_checked or (one.verified_at and (not one.valid_until or one.valid_until >= today)))
        for one in HeldSkill.objects.filter(person=person)
    )


def _hours(person: Any) -> float:
    return sum(one.minutes for one in Hours.objects.filter(person=person)) / 60


MEANINGS = {
    "volunteer is": lambda p, v: _helps(p),
    "volunteer is_not": lambda p, v: not _helps(p),
    "volunteer new": lambda p, v: _is_new(p),
    "skill has": _has,
    "skill has_not": lambda p, v: not _has(p, v),
    "skill verified": lambda p, v: _has(p, v, is_checked=True),
    "volunteer_hours at_least": lambda p, v: _hours(p) >= v,
    "volunteer_hours fewer": lambda p, v: _hours(p) < v,
}


def populate(people: list[Any]) -> None:
    """Some help; of two skills some hold one, of which some were checked; some gave hours."""
    now, today = timezone.now(), timezone.localdate()
    skills = [Skill.objects.create(names={"en": name}) for name in ("First aid", "Driving")]
    for n, person in enumerate(people):
        if n % 3 == 0:
            ended = now if n == 9 else None
            Volunteer.objects.create(person=person, ended_at=ended, paused_until=today if n == 6 else None)
            checked = {"verified_at": now, "valid_until": None if n % 2 else today} if n % 4 else {}
            HeldSkill.objects.create(person=person, skill=skills[n % 2], **checked)
        if n % 5 == 0:
            Hours.objects.create(person=person, minutes=60 * (n + 1), day=today)
