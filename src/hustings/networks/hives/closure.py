"""Closing of a sale: once, in one transaction; what it comes to is worked out by ``rules.closing``."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hustings.foundation.lib.sql import bulk, write_turns
from hustings.foundation.webhooks import outbox
from hustings.networks.hives import carrying, claims, notice_rows, postings
from hustings.networks.hives.models import Basket, Delivery, Line, Sale
from hustings.networks.hives.people import webhook_events
from hustings.networks.hives.rules import amounts, closing
from hustings.networks.hives.rules.amounts import Rate, Sums

log = logging.getLogger(__name__)


def close(pk: int) -> Sale | None:
    """Close the sale; None where it was closed. Orders wait meanwhile, and are refused then."""
    with write_turns.turn(), transaction.atomic():
        held = claims.lock(pk)
        if held is None or held.closed_at:
            return None
        sale = Sale.objects.select_related("hive__books", "hive__owed", "hive__owing", "hive__income").get(
            pk=pk
        )
        found = _Closing(sale)
        found.write()
        sale.closed_at, sale.is_fallen = timezone.now(), found.outcome.is_fallen
        sale.save(update_fields=["closed_at", "is_fallen"])
        following = carrying.next_of(sale)
        if following and (held := claims.lock(following.pk)):
            carrying.carry_on(sale, held)
        notice_rows.of_closing(sale)
        postings.closed(sale, found.baskets, found.deliveries)
        outbox.tell(webhook_events.CLOSED, sale.pk)
    log.info(
        "hives.close sale=%s baskets=%s fallen=%s",
        pk,
        len(found.baskets),
        len(found.outcome.fallen_producers),
    )
    return sale


def order_of(sale: Sale) -> closing.Order:
    """All that is known of a sale, as the rules see it."""
    return _Closing(sale).order()


class _Closing:
    """All rows of a sale, and what they come to."""

    def __init__(self, sale: Sale) -> None:
        self.sale = sale
        self.rates: Sequence[Rate] = [
            fee.rate for fee in sale.hive.fees.on(timezone.localdate(sale.pickup_from))
        ]
        self.offers = {offer.pk: offer for offer in sale.offers.order_by()}
        self.deliveries = list(sale.deliveries.order_by("pk"))
        self.baskets = list(sale.baskets.live().order_by("pk"))
        lines = Line.objects.filter(basket__in=sale.baskets.live()).order_by("pk")
        self.lines = list(lines.values_list("pk", "basket", "offer", "quantity", "more"))
        self.outcome = closing.close(self.order())

    def order(self) -> closing.Order:
        return closing.Order(
            goods={
                pk: closing.Good(pk, offer.producer_id, offer.terms, offer.case)
                for pk, offer in self.offers.items()
            },
            wishes=[closing.Wish(*row) for row in self.lines],
            least={
                row.producer_id: closing.Least(row.least_amount, row.least_steps) for row in self.deliveries
            },
            least_basket=self.sale.least_basket,
            least_sale=self.sale.least,
        )

    def write(self) -> None:
        self._write_lines()
        baskets: dict[int, Sums] = {}
        producers: dict[int, Sums] = {}
        for pk, basket, offer, _quantity, _more in self.lines:
            got = self.outcome.got[pk]
            if got:
                row = self.offers[offer]
                sums = amounts.line(row.terms, got)
                baskets[basket] = baskets.get(basket, Sums()).plus(sums)
                producers[row.producer_id] = producers.get(row.producer_id, Sums()).plus(sums)
        self._carry()
        self._write_baskets(baskets)
        self._write_deliveries(producers)

    def _write_lines(self) -> None:
        """Most get what they asked for: one statement writes those."""
        Line.objects.filter(basket__in=Basket.objects.filter(sale=self.sale).live()).update(got=F("quantity"))
        got = self.outcome.got
        bulk.update(Line, ["got", "why"], [(pk, got[pk], str(why)) for pk, why in self.outcome.why.items()])

    def _carry(self) -> None:
        """Take over what is left to pay, or to give back, of earlier baskets that were settled once."""
        by_person = {row.person_id: row for row in self.baskets if row.person_id}
        older = Basket.objects.unsettled().filter(sale__hive=self.sale.hive, person__in=by_person)
        for row in older.order_by("pk"):
            Basket.objects.filter(pk=row.pk).update(moved=F("moved") + row.due)
            by_person[row.person_id or 0].carried += row.due

    def _write_baskets(self, sums: dict[int, Sums]) -> None:
        for row in self.baskets:
            set_sums(row, sums.get(row.pk, Sums()), self.rates, is_added=True)
        names = ["goods", "vat", "deposits", "fees", "carried"]
        bulk.update(Basket, names, [_values(row, names) for row in self.baskets])

    def _write_deliveries(self, sums: dict[int, Sums]) -> None:
        for row in self.deliveries:
            set_sums(row, sums.get(row.producer_id, Sums()), self.rates, is_added=False)
            reached = self.outcome.reached.get(row.producer_id)
            row.reached = reached.amount if reached else 0
            row.fell_in = self._fell_in(row)
        names = ["goods", "vat", "deposits", "fees", "reached", "fell_in"]
        bulk.update(Delivery, names, [_values(row, names) for row in self.deliveries])

    def _fell_in(self, row: Delivery) -> int:
        """Also those who fell with the whole sale, or of whom nothing was ordered, do not come."""
        fallen = self.outcome.fallen_producers.get(row.producer_id, 0)
        return fallen or (0 if row.goods else 1)


def _values(row: Any, names: Sequence[str]) -> list[Any]:
    return [row.pk, *(getattr(row, name) for name in names)]


def set_sums(row: Any, sums: Sums, rates: Iterable[Rate], *, is_added: bool) -> None:
    """Amounts of a basket or a delivery."""
    row.goods, row.vat, row.deposits = sums
    row.fees = amounts.fee(sums.net, list(rates), is_added=is_added)
