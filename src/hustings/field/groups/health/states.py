"""The state of a group from its figures; it changes at once where a host leaves or comes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from hustings.field.groups.models import GroupFigures, Health, LocalGroup

GROWTH = 30  # days
GROWING = 0.1  # of the members joined lately, and at least three


@dataclass(frozen=True, slots=True)
class About:
    """Facts beside signs that decide on the health of a group."""

    created_at: dt.datetime
    is_hostless: bool
    weeks: int
    is_imported: bool = False


def health(values: Mapping[str, Any], about: About, now: dt.datetime) -> Health:
    """The state of a group from its figures; the weeks of silence are those of its kind."""
    sign = max(filter(None, [values["last_sign_at"], about.created_at]))
    if about.is_hostless:
        return Health.HOSTLESS
    if sign < now - dt.timedelta(weeks=about.weeks):
        return Health.SILENT
    if about.created_at > now - dt.timedelta(days=GROWTH) and not about.is_imported:
        return Health.NEW
    joined = values.get("n_joined", 0)
    is_growing = joined >= 3 and joined >= GROWING * values.get("n_members", 0)
    return Health.GROWING if is_growing else Health.STEADY


def lost(group: LocalGroup) -> None:
    """Its last host is gone: it says so before the night counts."""
    GroupFigures.objects.filter(group=group).update(health=Health.HOSTLESS)


def regained(group: LocalGroup) -> None:
    """Somebody hosts it again, which is a sign of life."""
    found = GroupFigures.objects.filter(group=group, health=Health.HOSTLESS).first()
    if found:
        now = timezone.now()
        values = {"last_sign_at": now, "n_joined": found.n_joined, "n_members": found.n_members}
        found.health = health(values, About(group.created_at, False, group.rules.silence_weeks), now)
        found.save(update_fields=["health"])
