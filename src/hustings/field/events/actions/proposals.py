"""Events that hosts of groups enter."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from hustings.field.events.actions import co_hosts, events, shifts
from hustings.field.events.models import Event
from hustings.field.events.models.events import COPIED
from hustings.field.groups.models import LocalGroup

log = logging.getLogger(__name__)


@transaction.atomic
def propose(
    *,
    group: LocalGroup,
    values: Mapping[str, Any],
    capacity: int | None = None,
    like: Event | None = None,
) -> Event:
    """Enter an event of a group; it waits for the zone's organiser, unless the group is trusted.

    ``like``: what is not typed is as there, and so are its shifts; where it has one, ``capacity`` holds.
    """
    kept = {name: getattr(like, name) for name in COPIED} if like else {}
    about = {
        **kept, **values, "group": group, "zone": group.zone, "is_proposed": True,
        "takes_registrations": True,
    }  # fmt: skip
    event = events.announce(values=about, user=None, show=group.is_trusted, capacity=capacity, like=like)
    if like and event.shifts.count() == 1:
        shifts.set_capacity(event=event, capacity=capacity)
    if like:
        co_hosts.ask_again(like, event)
    log.info("events.propose event=%s group=%s trusted=%s", event.pk, group.pk, group.is_trusted)
    return event
