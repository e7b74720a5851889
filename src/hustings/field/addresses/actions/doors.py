"""Deeds on doors: add some, remove one."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.field.addresses.actions.corrections import NotNow
from hustings.field.addresses.models import Building, Door

__all__ = ["NotNow", "add_doors", "remove_door"]
log = logging.getLogger(__name__)


@transaction.atomic
def add_doors(*, building: Building, stair: str, floors: Sequence[str], labels: Sequence[str]) -> int:
    """Add each of these doors on each of these floors; how many were new."""
    wanted = {
        door.pk: door for door in (Door.new(building, stair, f, each) for f in floors for each in labels)
    }
    there = set(Door.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    new = [door for pk, door in wanted.items() if pk not in there]
    Door.objects.bulk_create(new, ignore_conflicts=True)
    log.info("addresses.doors added %s building=%s", len(new), building.pk)
    return len(new)


@transaction.atomic
def remove_door(*, door: Door) -> None:
    """Remove a door that was added by mistake. NotNow where another was merged into it."""
    if door.merged.exists():
        raise NotNow(_("Another door was merged into this one. Undo that first."))
    log.info("addresses.door removed %s building=%s", door.pk, door.building_id)
    door.delete()
