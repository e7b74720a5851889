"""Sales of any size, written in bulk: what a network of buying groups holds one evening."""

import random
from datetime import timedelta
from typing import Any

NOW_OPEN = timedelta(hours=1)


def members(n: int) -> list[Any]:
    """People who order."""
    from hustings.people.persons.models import Person

    made = [Person(given_name=f"P{number}", family_name="Bench") for number in range(n)]
    return list(Person.objects.bulk_create(made, batch_size=2_000))


def books(name: str) -> Any:
    from django.utils import timezone

    from hustings.money.ledger import actions

    since = timezone.localdate() - timedelta(days=30)
    return actions.open_books(name=name, kind="association", plan="plain", agent="Bench", opened_on=since)


def hive(name: str, into: Any, n_producers: int) -> Any:
    """One that is open, with producers who have a minimum and a fee on what they get."""
    from hustings.networks.hives import actions
    from hustings.networks.hives.models import Fee, Producer, Supply

    made = actions.found(name=name, slug=name, place="Here", books=into)
    actions.open_hive(hive=made)
    made.refresh_from_db()
    Fee.objects.create(hive=made, name="Host", points=835)
    rows = Producer.objects.bulk_create(
        Producer(name=f"{name} {n}", kind="market") for n in range(n_producers)
    )
    Supply.objects.bulk_create(
        Supply(hive=made, producer=row, least_amount=(5_000_00 if at % 10 == 9 else 20_00))
        for at, row in enumerate(rows)
    )
    return made


def goods(of: Any, n: int, stock: int | None = None) -> None:
    """A catalogue: each seventh by the case, each third weighed."""
    from hustings.networks.hives.models import Product

    producers = [row.producer_id for row in of.supplies.all()]
    Product.objects.bulk_create(
        Product(
            producer_id=producers[at % len(producers)], name=f"Good {at}", price=100 + at % 900, stock=stock,
            unit="kilo" if at % 3 == 0 else "piece", step=500 if at % 3 == 0 else 1,
            case=0 if at % 7 else (6_000 if at % 3 == 0 else 6), deposit=20 * (at % 11 == 0),
        )
        for at in range(n)
    )  # fmt: skip


def sale(of: Any) -> Any:
    from django.utils import timezone

    from hustings.networks.hives import actions

    now = timezone.now()
    return actions.plan(
        hive=of, opens_at=now - NOW_OPEN, closes_at=now + timedelta(days=1),
        pickup_from=now + timedelta(days=2), pickup_until=now + timedelta(days=2, hours=2),
    )  # fmt: skip


def baskets(of: Any, people: list[Any], n_lines: int, seed: int = 1) -> int:
    """One for each of them, with so many lines; counters of the offers follow. How many lines."""
    from hustings.networks.hives.models import Basket, Line, Offer, Sale

    chance = random.Random(seed)
    offers = list(of.offers.order_by("pk"))
    rows = Basket.objects.bulk_create(
        (Basket(sale=of, person=person, number=at) for at, person in enumerate(people, 1)), batch_size=2_000
    )
    lines = []
    for basket in rows:
        for offer in chance.sample(offers, min(n_lines, len(offers))):
            more = offer.step * 2 if offer.case else 0
            lines.append(
                Line(basket=basket, offer=offer, quantity=offer.step * chance.randint(1, 3), more=more)
            )
    Line.objects.bulk_create(lines, batch_size=2_000)
    for line in lines:
        line.offer.wanted += line.quantity
        line.offer.spare += line.more
    Offer.objects.bulk_update(offers, ["wanted", "spare"], batch_size=400)
    Sale.objects.filter(pk=of.pk).update(n_baskets=len(rows))
    return len(lines)
