"""Buying groups for other sites and programs: where they are, when one can order; nothing about members."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from ninja import Router, Schema

from hustings.networks.hives.models import Hive, Sale

router = Router(tags=["buying groups"])
MOST = 200
_TIMES = ("opens_at", "closes_at", "pickup_from", "pickup_until")


class SaleOut(Schema):
    """A sale that is open or still to open; ``is_open``: orders are taken now."""

    opens_at: datetime
    closes_at: datetime
    pickup_from: datetime
    pickup_until: datetime
    is_open: bool


class HiveOut(Schema):
    """A buying group. ``pages`` by language."""

    slug: str
    name: str
    about: str
    place: str
    territory: str | None
    currency: str
    pages: dict[str, str]
    sales: list[SaleOut]


@router.get("/buying-groups", response=list[HiveOut], summary="Buying groups")
def buying_groups(request: HttpRequest) -> list[dict[str, Any]]:
    """Those that people may join, by name, with their next sales; at most 200."""
    ahead = Prefetch("sales", Sale.objects.ahead().order_by("closes_at"))
    rows = Hive.objects.public().select_related("zone", "books").prefetch_related(ahead)
    return [_told(row) for row in rows[:MOST]]


def _told(row: Hive) -> dict[str, Any]:
    pages = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages[code] = settings.BASE_URL + reverse("hubs:hive", args=[row.slug])
    sales = [
        {name: getattr(sale, name) for name in _TIMES} | {"is_open": sale.is_taking}
        for sale in row.sales.all()
    ]
    plain = {name: getattr(row, name) for name in ("slug", "name", "about", "place", "currency")}
    return plain | {"territory": row.zone and row.zone.name, "pages": pages, "sales": sales}
