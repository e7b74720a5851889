"""Copies of events at another time."""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from hustings.field.events.actions import shifts
from hustings.field.events.models import AgendaPage, Event
from hustings.foundation.accounts.models import User
from hustings.site.website import listings
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


@transaction.atomic
def duplicate(*, event: Event, starts_at: dt.datetime, user: User | None, show: bool = False) -> Event:
    """The same event with its shifts, their seats free, at another time; not in its series."""
    made = event.copy_at(starts_at)
    made.user, made.shown_at = user, timezone.now() if show else None
    made.save()
    shifts.copy(event, [made])
    if show:
        listings.begin(AgendaPage, user)
    site_version.renew()
    log.info("events.duplicate event=%s of=%s shown=%s", made.pk, event.pk, show)
    return made
