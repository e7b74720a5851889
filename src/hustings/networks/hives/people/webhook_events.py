"""Sales of buying groups as webhooks tell of them: sums and numbers, nobody's basket."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.webhooks.events import Event, events
from hustings.networks.hives.models import Sale

PLANNED, CLOSED = "buying_groups.planned", "buying_groups.closed"


def _told(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    rows = Sale.objects.filter(pk__in=keys).select_related("hive__books")
    return {row.pk: _about(row) for row in rows}


def _about(row: Sale) -> dict[str, Any]:
    times = {
        name: getattr(row, name).isoformat()
        for name in ("opens_at", "closes_at", "pickup_from", "pickup_until")
    }
    sums = {"ordered": row.ordered, "currency": row.hive.currency, "n_baskets": row.n_baskets}
    return {
        "sale": {"id": row.pk, **times, **sums, "is_delivered": bool(row.closed_at) and not row.is_fallen},
        "buying_group": {"id": row.hive_id, "slug": row.hive.slug, "name": row.hive.name},
    }


_TIMES = {
    "opens_at": "2027-03-01T08:00:00+00:00", "closes_at": "2027-03-04T20:00:00+00:00",
    "pickup_from": "2027-03-06T16:00:00+00:00", "pickup_until": "2027-03-06T18:00:00+00:00",
}  # fmt: skip
_EXAMPLE = {
    "sale": {"id": 8, **_TIMES, "ordered": 41_250, "currency": "EUR", "n_baskets": 23, "is_delivered": True},
    "buying_group": {"id": 2, "slug": "hill", "name": "Hill"},
}
_SALE: Any = _EXAMPLE["sale"]
part = events(
    Event(
        PLANNED, _("Sale of a buying group planned"),
        {**_EXAMPLE, "sale": {**_SALE, "ordered": 0, "n_baskets": 0, "is_delivered": False}}, _told,
    ),
    Event(CLOSED, _("Sale of a buying group closed"), _EXAMPLE, _told),
)  # fmt: skip
