"""What the criteria of the field's apps mean: groups, volunteers, registrations."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

PARTS = [
    "memberships__group", "volunteer", "held_skills", "hours", "task_places", "registrations", "seats__shift",
]  # fmt: skip
NOT = {  # these hold for everybody for whom the others don't
    "group_member not_in": "group_member in", "group_host is_not": "group_host is",
    "group_member none": "group_member any", "group_kind not_member": "group_kind member",
    "volunteer is_not": "volunteer is", "skill has_not": "skill has",
    "volunteer_hours fewer": "volunteer_hours at_least",
    "event not_registered": "event registered", "event not_came": "event came",
    "event not_came_lately": "event came_lately",
}  # fmt: skip


def _helps(person: Any) -> bool:
    found = getattr(person, "volunteer", None)
    return found is not None and found.ended_at is None


def _waits_for_a_task(person: Any) -> bool:
    if not _helps(person) or person.task_places.all():
        return False
    until = person.volunteer.paused_until
    return until is None or until < timezone.localdate()


def _holds(held: Any) -> bool:
    lasts = held.valid_until is None or held.valid_until >= timezone.localdate()
    return held.verified_at is not None and lasts


def _came_lately(person: Any, days: int) -> bool:
    since = timezone.now() - dt.timedelta(days=days)
    return any(one.attended_at and one.attended_at >= since for one in person.seats.all())


MEANINGS: dict[str, Callable[[Any, Any], Any]] = {
    "group_member in": lambda p, v: any(
        one.group_id == v and not one.ended_at and one.role != "follower" for one in p.memberships.all()
    ),
    "group_member any": lambda p, v: any(
        not one.ended_at and one.role != "follower" for one in p.memberships.all()
    ),
    "group_member follower": lambda p, v: any(
        one.group_id == v and not one.ended_at for one in p.memberships.all()
    ),
    "group_member host": lambda p, v: any(
        one.group_id == v and not one.ended_at and one.role in {"host", "co_host"}
        for one in p.memberships.all()
    ),
    "group_kind member": lambda p, v: any(
        one.group.kind_id == v and not one.ended_at and one.role != "follower" for one in p.memberships.all()
    ),
    "group_kind host": lambda p, v: any(
        one.group.kind_id == v and not one.ended_at and one.role in {"host", "co_host"}
        for one in p.memberships.all()
    ),
    "group_host is": lambda p, v: any(
        not one.ended_at and one.role in {"host", "co_host"} for one in p.memberships.all()
    ),
    "volunteer is": lambda p, v: _helps(p),
    "volunteer new": lambda p, v: _waits_for_a_task(p),
    "skill has": lambda p, v: any(one.skill_id == v for one in p.held_skills.all()),
    "skill verified": lambda p, v: any(one.skill_id == v and _holds(one) for one in p.held_skills.all()),
    "volunteer_hours at_least": lambda p, v: sum(one.minutes for one in p.hours.all()) >= v * 60,
    "event registered": lambda p, v: any(
        one.event_id == v and one.confirmed_at and not one.withdrawn_at for one in p.registrations.all()
    ),
    "event came": lambda p, v: any(one.shift.event_id == v and one.attended_at for one in p.seats.all()),
    "event came_lately": _came_lately,
}
