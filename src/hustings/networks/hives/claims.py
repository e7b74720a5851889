"""Goods claimed for a basket. The caller holds the sale: ``lock`` comes first, so that claims take turns.

Closing locks the same row: an order is in the sale, or refused, and never lost between them. What is read
behind the lock is exact, so all is checked before anything is written; the database has the last word.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import sql_inserts, sql_rows
from hustings.foundation.lib.sql.sql_dialects import one_of
from hustings.networks.hives.models import Basket, Line, Offer, Sale
from hustings.networks.hives.refusals import NotOffered, SoldOut
from hustings.networks.hives.rules import amounts
from hustings.people.persons.models import Person


class Wanted(NamedTuple):
    """Pieces or grams; ``more``: as much more to fill a case; ``is_kept``: also in the next sale."""

    quantity: int
    more: int = 0
    is_kept: bool = False


def lock(pk: int) -> Sale | None:
    """The sale as it is: ours until the transaction ends."""
    return sql_rows.first(Sale, "id = %s", pk, is_locked=True)


def claim(sale: Sale, person: Person, wanted: Mapping[int, Wanted], now: dt.datetime | None = None) -> Basket:
    """Have this in the person's basket and nothing else. Raises SoldOut, NotOffered; all or nothing.

    ``sale`` is what ``lock`` gave, or nobody else's yet.
    """
    basket = sql_rows.first(Basket, "sale_id = %s AND person_id = %s", sale.pk, person.pk)
    lines = sql_rows.find(Line, "basket_id = %s", basket.pk) if basket else []
    held = {line.offer_id: line for line in lines}
    wanted = {key: each for key, each in wanted.items() if each.quantity}
    offers = _offers(sale, {*wanted, *held})
    for key, each in wanted.items():
        _demand_fit(offers.get(key), each, held.get(key))
    _move(offers, {key: _delta(held.get(key), wanted.get(key)) for key in offers})
    more = sum(_worth(offers[key], each.quantity) for key, each in wanted.items())
    less = sum(_worth(offers[key], line.quantity) for key, line in held.items())
    sale.ordered += more - less
    basket = _basket(basket, sale, person, bool(wanted), now or timezone.now())
    _write(basket, held, wanted)
    sql_rows.change(sale, "ordered", "n_baskets")
    return basket


def _offers(sale: Sale, keys: Iterable[int]) -> dict[int, Offer]:
    those, sent = one_of(keys)
    return {row.pk: row for row in sql_rows.find(Offer, f"sale_id = %s AND id {those}", sale.pk, sent)}


def _worth(offer: Offer, quantity: int) -> int:
    return amounts.goods_of(offer.terms, quantity)


def _demand_fit(offer: Offer | None, wanted: Wanted, held: Line | None) -> None:
    if offer is None or (offer.withdrawn_at and (held is None or wanted.quantity > held.quantity)):
        raise NotOffered(_("Something you chose is no longer on sale. Check your basket."))
    if wanted.quantity % offer.step or wanted.more % offer.step:
        raise NotOffered(
            _("%(name)s is ordered in steps of %(step)s.")
            % {"name": offer.name, "step": offer.said(offer.step)}
        )
    if wanted.more and not offer.case:
        raise NotOffered(_("%s is not sold in cases.") % offer.name)


def _delta(held: Line | None, wanted: Wanted | None) -> tuple[int, int]:
    had = (held.quantity, held.more) if held else (0, 0)
    asked = (wanted.quantity, wanted.more) if wanted else (0, 0)
    return asked[0] - had[0], asked[1] - had[1]


def demand_enough(offers: Iterable[Offer], deltas: Mapping[int, tuple[int, int]]) -> None:
    """Raise SoldOut where less is left of these goods than is asked for."""
    short = {}
    for offer in offers:
        if offer.left is not None and sum(deltas[offer.pk]) > max(0, offer.left):
            said = {"name": offer.name, "left": offer.said(max(0, offer.left))}
            short[offer.pk] = _("Not enough left of %(name)s: %(left)s more can be ordered.") % said
    if short:
        raise SoldOut(short)


def _move(offers: Mapping[int, Offer], deltas: Mapping[int, tuple[int, int]]) -> None:
    """Claim and give back. Raises SoldOut before anything is written."""
    moved = [offers[key] for key, delta in deltas.items() if any(delta)]
    demand_enough(moved, deltas)
    for offer in moved:
        wanted, spare = deltas[offer.pk]
        offer.wanted, offer.spare = offer.wanted + wanted, offer.spare + spare
    sql_rows.change_all(moved, "wanted", "spare")


def _basket(basket: Basket | None, sale: Sale, person: Person, is_live: bool, now: dt.datetime) -> Basket:
    dropped_at = None if is_live else now
    if basket is None:
        sale.n_baskets += 1
        basket = Basket(sale=sale, person=person, number=sale.n_baskets, placed_at=now, dropped_at=dropped_at)
        sql_inserts.add(basket)
    else:
        basket.placed_at, basket.dropped_at = now, dropped_at
        sql_rows.change(basket, "placed_at", "dropped_at")
    return basket


def _write(basket: Basket, held: Mapping[int, Line], wanted: Mapping[int, Wanted]) -> None:
    """Lines as wanted. More of a good stands at the end of its queue: cases are shared in this order."""
    gone = [line.pk for key, line in held.items() if _is_new(line, wanted.get(key))]
    if gone:
        Line.objects.filter(pk__in=gone).delete()
    sql_inserts.add(*_fresh(basket, held, wanted))
    changed = []
    for key, line in held.items():
        each = wanted.get(key)
        if each and line.pk not in gone and (line.quantity, line.more, line.is_kept) != each:
            line.quantity, line.more, line.is_kept = each
            changed.append(line)
    sql_rows.change_all(changed, "quantity", "more", "is_kept")


def _is_new(line: Line, each: Wanted | None) -> bool:
    return each is None or each.quantity > line.quantity


def _fresh(basket: Basket, held: Mapping[int, Line], wanted: Mapping[int, Wanted]) -> Iterable[Line]:
    for key, each in wanted.items():
        if key not in held or _is_new(held[key], each):
            yield Line(
                basket=basket, offer_id=key, quantity=each.quantity, more=each.more, is_kept=each.is_kept
            )
