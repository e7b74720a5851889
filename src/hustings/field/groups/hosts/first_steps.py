"""First steps of a new group, as its host sees them until they are done."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models import GroupRole, LocalGroup

SHOWN = timedelta(days=60)
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Step:
    label: Any
    is_done: bool
    anchor: str


def of(group: LocalGroup) -> list[Step]:
    """All of them for two months, or until all are done; then none."""
    if group.hosted_at is None or group.hosted_at < timezone.now() - SHOWN:
        return []
    members = group.memberships.members()
    steps = [
        Step(_("Say where the group meets"), bool(group.place or group.address), "text"),
        Step(_("Introduce the group in 100 letters or more"), len(group.description) >= 100, "text"),
        Step(_("Invite others: three members are a group"), members.count() >= ENOUGH, "share"),
        Step(_("Find a co-host"), members.filter(role=GroupRole.CO_HOST).exists(), "members"),
    ]
    return [] if all(step.is_done for step in steps) else steps
