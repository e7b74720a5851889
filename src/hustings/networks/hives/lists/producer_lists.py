"""Lists out of a closed sale: what each producer brings, what is missing, what changed in a basket."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F, Sum

from hustings.networks.hives.models import Basket, Delivery, Line, Producer, Sale
from hustings.networks.hives.quantities import said


class Row(NamedTuple):
    """A good, how much of it in all, and in how many cases."""

    name: str
    quantity: int
    is_weighed: bool
    case: int
    n_baskets: int

    @property
    def said(self) -> str:
        if self.case:
            return f"{self.quantity // self.case} × {said(self.case, self.is_weighed)}"
        return said(self.quantity, self.is_weighed)


def of(sale: Sale, producer: Producer) -> list[Row]:
    """Goods that one producer brings."""
    return _rows(Line.objects.filter(offer__sale=sale, offer__producer=producer))


def _rows(lines: Iterable[Line]) -> list[Row]:
    found: dict[int, Row] = {}
    rows = lines.filter(got__gt=0).select_related("offer").order_by("offer__name", "offer", "pk")  # type: ignore[attr-defined]
    for line in rows:
        was = found.get(line.offer_id)
        more = (was.quantity, was.n_baskets) if was else (0, 0)
        found[line.offer_id] = Row(
            line.offer.name, more[0] + line.got, line.offer.is_weighed, line.offer.case, more[1] + 1
        )
    return list(found.values())


def by_producer(sale: Sale) -> list[tuple[Delivery, list[Row]]]:
    """All who come, with their goods."""
    lines = Line.objects.filter(offer__sale=sale, got__gt=0).order_by("offer__name", "offer")
    sums = lines.values("offer__producer", "offer__name", "offer__unit", "offer__case", "offer").annotate(
        n=Sum("got")
    )
    found: dict[int, list[Row]] = {}
    for row in sums:
        is_weighed = row["offer__unit"] == "kilo"
        found.setdefault(row["offer__producer"], []).append(
            Row(row["offer__name"], row["n"], is_weighed, row["offer__case"], 0)
        )
    deliveries = sale.deliveries.coming().select_related("producer")
    return [(one, found[one.producer_id]) for one in deliveries if one.producer_id in found]


def missing(sale: Sale) -> list[Line]:
    """Lines whose members get less than they asked for, corrections counted in."""
    lines = Line.objects.filter(basket__sale=sale, basket__dropped_at=None, got__lt=F("quantity"))
    return list(lines.select_related("offer__producer", "basket").order_by("basket__number", "pk"))


def changes(basket: Basket) -> list[str]:
    """Sentences on all that is not as it was asked for."""
    lines = basket.lines.exclude(got=None).exclude(got=F("quantity")).select_related("offer")
    return [f"{line.offer.name}: {line.asked} → {line.had}. {line.reason}" for line in lines]
