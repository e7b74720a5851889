"""Orders that failed in one sale and are carried on to the next, by the wish of whoever ordered."""

from hustings.networks.hives.claims import Wanted, claim
from hustings.networks.hives.models import Basket, Line, Member, Sale
from hustings.networks.hives.refusals import NotDone
from hustings.people.persons.models import Person


def next_of(sale: Sale) -> Sale | None:
    """The sale that follows and is not closed."""
    later = sale.hive.sales.ahead().filter(closes_at__gt=sale.closes_at)
    return later.order_by("closes_at", "pk").first()


def carry_on(old: Sale, new: Sale) -> int:
    """Put what failed into baskets of the next sale, as far as it is there. How many lines.

    Within a transaction that holds both. A basket that its member has begun already stays as it is.
    """
    offers = {offer.product_id: offer for offer in new.offers.live() if offer.product_id}
    kept: dict[int, dict[int, Wanted]] = {}
    for line in _failed(old):
        offer = offers.get(line.offer.product_id or 0)
        if offer and line.basket.person_id:
            kept.setdefault(line.basket.person_id, {})[offer.pk] = Wanted(line.quantity, line.more, True)
    there = set(Basket.objects.filter(sale=new, person__in=kept).values_list("person", flat=True))
    live = set(Member.objects.live().filter(hive=new.hive, person__in=kept).values_list("person", flat=True))
    people = Person.objects.in_bulk([key for key in kept if key in live and key not in there])
    return sum(_put(new, person, kept[key]) for key, person in people.items())


def _failed(old: Sale) -> list[Line]:
    rows = Line.objects.filter(basket__sale=old, basket__dropped_at=None, is_kept=True, got=0)
    return list(rows.select_related("offer", "basket").order_by("pk"))


def _put(new: Sale, person: Person, wanted: dict[int, Wanted]) -> int:
    while wanted:
        try:
            claim(new, person, wanted)
        except NotDone:  # less is there this time: the last one goes
            wanted.popitem()
        else:
            break
    return len(wanted)
