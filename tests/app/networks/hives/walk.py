"""Buying groups: see ``tests/walks.py``."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.networks.hives.rights import RUN_HIVES
from tests.cast.networks.hives import fixtures

HOLDERS = {RUN_HIVES: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR, Role.TREASURER}}


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    hive = fixtures.hive()
    garden = fixtures.producer(hive)
    good = fixtures.product(garden)
    sale = fixtures.sale(hive)
    basket = fixtures.order(sale, fixtures.member(hive, "Walker"), Carrots=1)
    found: dict[str, list[Any]] = {
        f"hives:{name}": [hive.pk]
        for name in ("hive", "edit", "opening", "ending", "supplies", "fees", "host", "sale_new")
    }
    found |= {f"hives:{name}": [sale.pk] for name in ("sale", "closing", "phone")}
    found |= {f"hives:{name}": [basket.pk] for name in ("basket", "basket_payment", "picked")}
    found |= {f"hives:{name}": [garden.pk] for name in ("producer", "producer_edit", "products", "visits")}
    return found | {
        "hives:supply_end": [hive.pk, hive.supplies.get().pk],
        "hives:offer_withdrawal": [sale.pk, sale.offers.get().pk],
        "hives:delivery_payment": [sale.pk, sale.deliveries.get().pk],
        "hives:sheet": [sale.pk, "slips"],
        "hives:correction": [basket.pk, basket.lines.get().pk],
        "hives:withdrawal": [garden.pk, good.pk],
    }


def _ordered(person: Any, days: int) -> bool:
    since = timezone.now() - timedelta(days=days)
    return any(row.placed_at >= since and not row.dropped_at for row in person.hive_baskets.all())


def _is_in(person: Any, hive: int) -> bool:
    return any(row.hive_id == hive and not row.left_at for row in person.hive_memberships.all())


MEANINGS = {
    "hive_member is": _is_in,
    "hive_member is_not": lambda person, hive: not _is_in(person, hive),
    "hive_ordered in": _ordered,
}
