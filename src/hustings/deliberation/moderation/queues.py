"""Queues of moderators: which item comes next, so that two of them don't get the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.moderation import waiting
from hustings.deliberation.moderation.models import Ruling

REPORTED, FRESH, APPEALED = "reported", "new", "appealed"
LABELS: dict[str, str | Promise] = {
    REPORTED: pgettext_lazy("contributions", "Reported"),
    FRESH: _("New"),
    APPEALED: _("Appeals"),
}
LOOKED_AT, CLAIMED = 60, 240  # items looked through for a free one; seconds that one is somebody's
COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Next:
    """The item that comes next, and the place of its row, behind which the one after begins."""

    item: int
    place: int


def _rows(consultation: Consultation, queue: str, user: Any) -> tuple[Any, str]:
    """Rows of a queue, and where each has its item."""
    if queue == FRESH:
        return waiting.unchecked(consultation), "pk"
    if queue == APPEALED:  # others decide about one's own rulings
        rows = Ruling.objects.appealed().filter(consultation=consultation)
        return rows.filter(~Q(user=user) | Q(user=None)), "item"
    return waiting.reports().filter(item__consultation=consultation), "item"


def following(consultation: Consultation, queue: str, user: Any, after: int = 0) -> Next | None:
    """The oldest behind ``after`` that no other moderator has before them."""
    rows, name = _rows(consultation, queue, user)
    found = list(rows.filter(pk__gt=after).order_by("pk").values_list("pk", name)[:LOOKED_AT])
    claims = cache.get_many([_key(item) for _pk, item in found])
    for pk, item in found:
        if claims.get(_key(item), user.pk) == user.pk:
            cache.set(_key(item), user.pk, CLAIMED)
            return Next(item, pk)
    return Next(found[0][1], found[0][0]) if found else None


def release(item: int) -> None:
    cache.delete(_key(item))


def _key(item: int) -> str:
    return f"moderation-item-{item}"


def tabs(consultation: Consultation, user: Any) -> Sequence[tuple[str, Any, int]]:
    """Name, label and length of each queue, which isn't counted beyond COUNTED."""
    found = []
    for name, label in LABELS.items():
        rows, column = _rows(consultation, name, user)
        some = rows.order_by().values(column).distinct()[: COUNTED + 1]
        found.append((name, label, some.count()))
    return found
