"""Doors where somebody asked to be visited at another time."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from hustings.field.canvassing.models import DoorResult, WalkList

DUE, LATER, DONE = "due", "later", "done"
STATES = {
    "": pgettext_lazy("follow-up", "open"), DUE: pgettext_lazy("follow-up", "due"),
    LATER: pgettext_lazy("follow-up", "later"), DONE: pgettext_lazy("follow-up", "done"),
}  # fmt: skip


def of(lists: QuerySet[WalkList]) -> QuerySet[DoorResult]:
    """All wishes noted on these lists, also those that were kept."""
    return DoorResult.objects.filter(walk_list__in=lists.order_by().values("pk"), due_at__isnull=False)


def in_state(state: str) -> Q:
    """Wishes that wait, of which some are due, or those that were kept."""
    if state == DONE:
        return Q(wish=DoorResult.Wish.DONE)
    at = {DUE: Q(due_at__lte=timezone.now()), LATER: Q(due_at__gt=timezone.now())}
    return Q(wish=DoorResult.Wish.WAITS) & at.get(state, Q())


def told(rows: Sequence[Any]) -> Sequence[Any]:
    """Rows with their list, and the address as it stands there: one query for all."""
    lists = WalkList.objects.defer("sealed", "public").in_bulk({row.walk_list_id for row in rows})
    for row in rows:
        row.walk_list = lists[row.walk_list_id]
        row.address = row.walk_list.addresses.get(row.building, "")
    return rows


def status(row: DoorResult) -> Any:
    """Fate of one: the result of the door where it was kept."""
    if row.wish == DoorResult.Wish.DONE:
        return row.get_code_display()
    assert row.due_at is not None
    return STATES[DUE if row.due_at <= timezone.now() else LATER]
