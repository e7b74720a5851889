"""Filling of an open sale: what was ordered of each producer beside the minimum."""

from collections.abc import Sequence

from hustings.networks.hives.models import Delivery, Offer, Sale
from hustings.networks.hives.rules import amounts


def deliveries(sale: Sale) -> Sequence[Delivery]:
    """Producers of the sale; of an open one with ``reached`` and ``percent`` as they are now."""
    rows = list(sale.deliveries.select_related("producer"))
    if sale.closed_at is None:
        ordered = _ordered(sale)
        for row in rows:
            row.reached = ordered.get(row.producer_id, 0)
    for row in rows:
        row.percent = min(100, row.reached * 100 // row.least_amount) if row.least_amount else 100  # type: ignore[attr-defined]
        row.short = max(0, row.least_amount - row.reached)  # type: ignore[attr-defined]
    return rows


def _ordered(sale: Sale) -> dict[int, int]:
    """Minor units by producer, from what each offer counts."""
    found: dict[int, int] = {}
    for offer in Offer.objects.filter(sale=sale, wanted__gt=0).order_by():
        found[offer.producer_id] = found.get(offer.producer_id, 0) + amounts.goods_of(
            offer.terms, offer.wanted
        )
    return found
