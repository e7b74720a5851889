"""Doors of walk lists follow the list of addresses, in the background."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.canvassing import streams
from hustings.field.canvassing.models import DoorResult, WalkList
from hustings.foundation import jobs
from hustings.foundation.jobs import retries
from hustings.foundation.lib.sql import sql_parts
from hustings.foundation.sync import log


def corrected(buildings: Collection[UUID]) -> None:
    """Have walk lists follow once these were merged or split."""
    follow.enqueue(sorted(map(str, buildings)))


@jobs.label(_("Move results to doors that were merged or split"))
@retries(attempts=5)
@task
def follow(buildings: list[str]) -> None:
    """Derive what was noted at these buildings anew, list by list. Twice is once."""
    keys: dict[int, set[str]] = {}
    for part in sql_parts.parts(buildings):
        rows = DoorResult.objects.filter(building__in=part).order_by()
        for list_id, key in rows.values_list("walk_list", "key"):
            keys.setdefault(list_id, set()).add(key)
    for walk_list in WalkList.objects.filter(pk__in=sorted(keys)).order_by("pk").iterator(100):
        log.settle_again(streams.stream_of(walk_list), sorted(keys[walk_list.pk]))
