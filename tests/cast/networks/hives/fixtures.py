"""A buying group of the Croix-Rousse: members, a gardener and a dairy, a sale that is open."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hustings.money.ledger.models import Books
from hustings.networks.hives import actions
from hustings.networks.hives.claims import Wanted
from hustings.networks.hives.models import Basket, Hive, Offer, Producer, Product, Sale
from hustings.people.persons.models import Email, Person
from tests.cast.money.ledger import fixtures as of_ledger


def hive(**values: Any) -> Hive:
    """One that may hold sales, in books of its own."""
    n = Hive.objects.count() + 1
    about: dict[str, Any] = {
        "name": f"Hive {n}", "slug": f"hive-{n}", "place": "Café des Pentes", "by": None,
    }  # fmt: skip
    if "books" not in values:
        about["books"] = of_ledger.books(
            name=f"Books {n}", kind=Books.Kind.ASSOCIATION,
            opened_on=timezone.localdate() - timedelta(days=400),
        )  # fmt: skip
    made = actions.found(**(about | values))
    actions.open_hive(hive=made)
    made.refresh_from_db()
    return made


def producer(of: Hive, name: str = "Marie’s garden", kind: str = "market", **terms: Any) -> Producer:
    made = actions.add_producer(name=name, kind=kind, email="marie@example.org")
    actions.agree(hive=of, producer=made, **terms)
    return made


def product(of: Producer, name: str = "Carrots", price: int = 2_50, **values: Any) -> Product:
    return actions.add_product(producer=of, name=name, price=price, **values)


def sale(of: Hive, **values: Any) -> Sale:
    """One that takes orders, for the next three days."""
    now = timezone.now()
    about: dict[str, Any] = {
        "opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=3),
        "pickup_from": now + timedelta(days=4), "pickup_until": now + timedelta(days=4, hours=2),
    }  # fmt: skip
    return actions.plan(hive=of, **(about | values))


def member(of: Hive, name: str = "Charlie") -> Person:
    """Somebody who may order, with an address."""
    made = Person.objects.create(given_name=name, family_name="Martin", language="en")
    address = f"{name.lower()}@example.org"
    Email.objects.create(person=made, address=address, key=address, status=Email.Status.CONFIRMED)
    actions.join(hive=of, person=made)
    return made


def offer(of: Sale, name: str = "Carrots") -> Offer:
    return of.offers.get(name=name)


def order(of: Sale, person: Person, **wanted: Any) -> Basket:
    """Goods by name: a quantity, or a Wanted."""
    goods = {each.name: each.pk for each in of.offers.all()}
    said = {goods[name]: each if isinstance(each, Wanted) else Wanted(each) for name, each in wanted.items()}
    return actions.place(sale=of, person=person, wanted=said)
