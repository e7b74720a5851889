"""Orders of the demonstration: a buying group with three producers, a sale picked up and one that is open."""

import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from hustings.foundation.lib.demo import Say
from hustings.money.ledger import actions as ledger
from hustings.money.ledger.models import Books
from hustings.networks.hives import actions
from hustings.networks.hives.claims import Wanted
from hustings.networks.hives.models import Fee, Hive, Sale
from hustings.people.persons.models import Person

N = 24  # members


@transaction.atomic
def fill(say: Say) -> None:
    """Found it once, hold a sale that is over, and open the next."""
    if Hive.objects.exists():
        return
    say(gettext("Buying groups"))
    today = timezone.localdate()
    books = ledger.open_books(
        name=pgettext("demo", "Group orders"), kind=Books.Kind.ASSOCIATION, plan="plain",
        agent="Camille Arnaud", opened_on=today - timedelta(days=120),
    )  # fmt: skip
    hive = actions.found(
        name=pgettext("demo", "Orders at the market hall"), slug="market-hall", books=books,
        place=pgettext("demo", "Market hall, 1 Market Street"), least_members=20, least_producers=3,
        needed_kind="market",
        about=pgettext("demo", "Vegetables, cheese and bread from nearby, and leaflets printed in bulk."),
    )  # fmt: skip
    Fee.objects.create(
        hive=hive, name=pgettext("demo", "Room and packing"), points=500, from_on=today - timedelta(days=120)
    )
    people = list(Person.objects.exclude(given_name="").order_by("pk")[:N])
    for person in people:
        actions.join(hive=hive, person=person)
    _producers(hive)
    hive.refresh_from_db()
    if not actions.standing(hive).is_ready:  # a small demonstration has fewer people
        Hive.objects.filter(pk=hive.pk).update(least_members=0)
        hive.refresh_from_db()
    actions.open_hive(hive=hive)
    hive.refresh_from_db()
    _past(hive, people)
    _orders(_sale(hive, days=3), people[: N // 2], is_filled=False)


def _producers(hive: Hive) -> None:
    garden = actions.add_producer(name=pgettext("demo", "Marie’s garden"), kind="market", email="")
    actions.agree(hive=hive, producer=garden, least_amount=60_00, km=12)
    for name, price, more in (
        (pgettext("demo", "Carrots"), 2_40, {"unit": "kilo", "step": 500}),
        (pgettext("demo", "Leeks"), 3_20, {}),
        (pgettext("demo", "Apples"), 2_80, {"unit": "kilo", "step": 1_000, "case": 10_000}),
    ):
        actions.add_product(producer=garden, name=name, price=price, **more)
    dairy = actions.add_producer(name=pgettext("demo", "Dairy of the hill"), kind="dairy", email="")
    actions.agree(hive=hive, producer=dairy, least_amount=400_00, km=31)
    actions.add_product(producer=dairy, name=pgettext("demo", "Cheese"), price=19_00, unit="kilo", step=250)
    printer = actions.add_producer(name=pgettext("demo", "Print shop at the station"), kind="print", email="")
    actions.agree(hive=hive, producer=printer, km=4)
    leaflets = pgettext("demo", "Leaflets, by 100")
    actions.add_product(producer=printer, name=leaflets, price=3_90, vat=2_000, case=10)
    actions.note_visit(producer=garden, on=timezone.localdate() - timedelta(days=40), note="")


def _sale(hive: Hive, days: int) -> Sale:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    closes = now + timedelta(days=days)
    return actions.plan(
        hive=hive, opens_at=now - timedelta(days=2), closes_at=closes,
        pickup_from=closes + timedelta(days=1), pickup_until=closes + timedelta(days=1, hours=2),
    )  # fmt: skip


def _past(hive: Hive, people: list[Person]) -> None:
    """A sale that was ordered, closed and picked up a week ago."""
    sale = _sale(hive, days=1)
    _orders(sale, people)
    actions.close_now(sale=sale)
    Sale.objects.filter(pk=sale.pk).update(
        told_at=timezone.now(), opens_at=sale.opens_at - timedelta(days=9),
        closes_at=sale.closes_at - timedelta(days=9), pickup_from=sale.pickup_from - timedelta(days=9),
        pickup_until=sale.pickup_until - timedelta(days=9),
    )  # fmt: skip
    sale.notices.all().delete()  # of the past: nobody is written to
    sale.baskets.kept().update(picked_at=sale.pickup_from - timedelta(days=9) + timedelta(minutes=20))


def _orders(sale: Sale, people: list[Person], *, is_filled: bool = True) -> None:
    """Baskets, the same ones each time; ``is_filled``: members would take more, so that cases fill."""
    chance = random.Random(1_200)  # noqa: S311 - no secret
    offers = list(sale.offers.order_by("pk"))
    for person in people:
        chosen = chance.sample(offers, min(len(offers), chance.randint(2, 4)))
        wanted = {
            offer.pk: Wanted(offer.step * chance.randint(1, 3), offer.step if offer.case and is_filled else 0)
            for offer in chosen
        }
        actions.place(sale=sale, person=person, wanted=wanted)
    Sale.objects.filter(pk=sale.pk).update(told_at=timezone.now())
