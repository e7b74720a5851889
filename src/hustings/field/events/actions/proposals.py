"""Events that hosts of groups enter."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from hustings.field.events.actions import events
from hustings.field.events.models import Event
from hustings.field.groups.models import LocalGroup

log = logging.getLogger(__name__)


@transaction.atomic
def propose(*, group: LocalGroup, values: Mapping[str, Any], capacity: int | None = None) -> Event:
    """Enter an event of a group; it waits for the zone's organiser, unless the group is trusted."""
    about = {**values, "group": group, "zone": group.zone, "is_proposed": True, "takes_registrations": True}
    event = events.announce(values=about, user=None, show=group.is_trusted, capacity=capacity)
    log.info("events.propose event=%s group=%s trusted=%s", event.pk, group.pk, group.is_trusted)
    return event
