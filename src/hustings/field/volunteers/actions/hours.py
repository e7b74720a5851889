"""Hours: recorded once for each thing that they come from."""

import datetime as dt
import logging

from django.db import transaction

from hustings.field.volunteers.models import Hours, Task
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)


@transaction.atomic
def record_hours(
    *,
    person: Person,
    minutes: int,
    day: dt.date,
    kind: str = Hours.Kind.TABLE,
    task: Task | None = None,
    ref: str | None = None,
    note: str = "",
    user: User | None = None,
) -> Hours:
    """Keep the time that somebody gave. ``ref`` names what it comes from: said again, it is corrected."""
    about = {
        "person": person, "zone_id": person.zone_id, "kind": kind, "day": day, "minutes": minutes,
        "task": task, "note": note[:200], "user": user,
    }  # fmt: skip
    if ref is None:
        return Hours.objects.create(**about)
    found, is_new = Hours.objects.update_or_create(ref=ref, defaults=about)
    log.info("hours recorded ref=%s minutes=%s new=%s", ref, minutes, is_new)
    return found


@transaction.atomic
def correct_hours(*, hours: Hours, minutes: int) -> None:
    """Another time; none removes the entry."""
    if minutes:
        Hours.objects.filter(pk=hours.pk).update(minutes=minutes)
    else:
        Hours.objects.filter(pk=hours.pk).delete()
