"""Plan a sale from what producers offer; take a good out of it; close it now."""

import logging
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.webhooks import outbox
from hustings.networks.hives import carrying, claims, closure
from hustings.networks.hives.models import Delivery, Hive, Line, Offer, Product, Sale
from hustings.networks.hives.people import webhook_events
from hustings.networks.hives.refusals import NotReady, SaleShut
from hustings.networks.hives.rules import amounts

log = logging.getLogger(__name__)
_TAKEN_OVER = ("name", "unit", "step", "price", "vat", "deposit", "case", "stock")


@transaction.atomic
def plan(*, hive: Hive, by: User | None = None, **values: Any) -> Sale:
    """A sale with all that its producers offer, at the prices of now. Raises NotReady."""
    if hive.opened_at is None or hive.ended_at:
        raise NotReady(_("Open the buying group first."))
    sale = Sale.objects.create(hive=hive, **values)
    day = timezone.localdate(sale.pickup_from)
    supplies = [row for row in hive.supplies.live() if row.ends_on is None or row.ends_on >= day]
    Delivery.objects.bulk_create(
        Delivery(
            sale=sale, producer_id=row.producer_id, least_amount=row.least_amount, least_steps=row.least_steps
        )
        for row in supplies
    )
    products = Product.objects.live().filter(producer__in=[row.producer_id for row in supplies])
    Offer.objects.bulk_create(_offer(sale, product) for product in products)
    last = (
        hive.sales.exclude(closed_at=None)
        .filter(closes_at__lte=sale.closes_at)
        .order_by("-closes_at")
        .first()
    )
    if last and carrying.next_of(last) == sale:
        carrying.carry_on(last, sale)
    outbox.tell(webhook_events.PLANNED, sale.pk)
    log.info("hives.plan sale=%s by=%s", sale.pk, by and by.pk)
    return sale


def _offer(sale: Sale, product: Product) -> Offer:
    terms = {name: getattr(product, name) for name in _TAKEN_OVER}
    return Offer(sale=sale, product=product, producer_id=product.producer_id, **terms)


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: User | None = None) -> int:
    """Take a good out of an open sale and out of all baskets. How many it was in. Raises SaleShut."""
    sale = claims.lock(offer.sale_id)
    if sale is None or sale.closed_at:
        raise SaleShut(_("The sale is closed. Correct the baskets instead."))
    lines = list(Line.objects.filter(offer=offer))
    worth = sum(amounts.goods_of(offer.terms, line.quantity) for line in lines)
    Sale.objects.filter(pk=offer.sale_id).update(ordered=F("ordered") - worth)
    Line.objects.filter(offer=offer).delete()
    Offer.objects.filter(pk=offer.pk).update(withdrawn_at=timezone.now(), wanted=0, spare=0)
    log.info("hives.withdraw offer=%s by=%s", offer.pk, by and by.pk)
    return len(lines)


def close_now(*, sale: Sale, by: User | None = None) -> None:
    """Close it before its time. Raises SaleShut where it is closed."""
    if closure.close(sale.pk) is None:
        raise SaleShut(_("This sale is closed already."))
    log.info("hives.close_now sale=%s by=%s", sale.pk, by and by.pk)
