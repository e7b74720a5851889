"""Copies of events at another time."""

import datetime as dt
import logging

from django.db import transaction

from hustings.field.events import hooks
from hustings.field.events.actions import co_hosts, shifts
from hustings.field.events.models import Event
from hustings.foundation.accounts.models import User

log = logging.getLogger(__name__)


@transaction.atomic
def duplicate(*, event: Event, starts_at: dt.datetime, user: User | None) -> Event:
    """The same event with its shifts, their seats free, at another time; not in its series.

    It waits to be shown: its texts may still name the day of the first one.
    """
    made = event.copy_at(starts_at)
    made.user = user
    made.save()
    shifts.copy(event, [made])
    co_hosts.keep(event, [made])
    hooks.copied(event, [made])
    log.info("events.duplicate event=%s of=%s", made.pk, event.pk)
    return made
