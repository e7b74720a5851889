"""Goods claimed for a basket. The caller holds the sale: ``lock`` comes first, so that claims take turns.

Closing locks the same row: an order is in the sale, or refused, and never lost between them.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.networks.hives.models import Basket, Line, Offer, Sale
from hustings.networks.hives.refusals import NotOffered, SoldOut
from hustings.networks.hives.rules import amounts
from hustings.people.persons.models import Person


class Wanted(NamedTuple):
    """Pieces or grams; ``more``: as much more to fill a case; ``is_kept``: also in the next sale."""

    quantity: int
    more: int = 0
    is_kept: bool = False


def lock(rows: Any) -> bool:
    """Whether the one sale of ``rows`` is as they ask: then it is ours until the transaction ends."""
    return bool(rows.update(ordered=F("ordered")))


def claim(sale: Sale, person: Person, wanted: Mapping[int, Wanted], now: dt.datetime | None = None) -> Basket:
    """Have this in the person's basket and nothing else. Raises SoldOut, NotOffered; all or nothing."""
    basket = Basket.objects.filter(sale=sale, person=person).first()
    held = {line.offer_id: line for line in basket.lines.all()} if basket else {}
    offers = sale.offers.in_bulk([*wanted, *held])
    wanted = {key: each for key, each in wanted.items() if each.quantity}
    for key, each in wanted.items():
        _demand_fit(offers.get(key), each, held.get(key))
    _move(offers, {key: _delta(held.get(key), wanted.get(key)) for key in offers})
    more = sum(_worth(offers[key], each.quantity) for key, each in wanted.items())
    less = sum(_worth(offers[key], line.quantity) for key, line in held.items())
    basket = _basket(basket, sale, person, bool(wanted), now or timezone.now())
    _write(basket, held, wanted)
    Sale.objects.filter(pk=sale.pk).update(ordered=F("ordered") + more - less)
    return basket


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


def _move(offers: Mapping[int, Offer], deltas: Mapping[int, tuple[int, int]]) -> None:
    """Claim and give back in one statement; its condition is the database's, and so is the bound."""
    moved = {key: delta for key, delta in deltas.items() if any(delta)}
    if not moved:
        return
    wanted = F("wanted") + _by_key({key: delta[0] for key, delta in moved.items()})
    spare = F("spare") + _by_key({key: delta[1] for key, delta in moved.items()})
    fits = Q(stock=None) | Q(stock__gte=wanted + spare)
    if Offer.objects.filter(fits, pk__in=moved).update(wanted=wanted, spare=spare) < len(moved):
        raise SoldOut(_short(offers, moved))


def _by_key(values: Mapping[int, int]) -> Case:
    return Case(*(When(pk=key, then=Value(n)) for key, n in values.items()), default=Value(0))


def _short(offers: Mapping[int, Offer], moved: Mapping[int, tuple[int, int]]) -> str:
    for key, delta in moved.items():
        offer = offers[key]
        if offer.left is not None and sum(delta) > offer.left:
            said = {"name": offer.name, "left": offer.said(max(0, offer.left))}
            return _("Not enough left of %(name)s: %(left)s more can be ordered.") % said
    return _("Something you chose is sold out.")


def _basket(basket: Basket | None, sale: Sale, person: Person, is_live: bool, now: dt.datetime) -> Basket:
    if basket is None:
        Sale.objects.filter(pk=sale.pk).update(n_baskets=F("n_baskets") + 1)
        number = Sale.objects.values_list("n_baskets", flat=True).get(pk=sale.pk)
        return Basket.objects.create(
            sale=sale, person=person, number=number, placed_at=now, dropped_at=None if is_live else now
        )
    basket.placed_at, basket.dropped_at = now, None if is_live else now
    basket.save(update_fields=["placed_at", "dropped_at"])
    return basket


def _write(basket: Basket, held: Mapping[int, Line], wanted: Mapping[int, Wanted]) -> None:
    """Lines as wanted. More of a good stands at the end of its queue: cases are shared in this order."""
    gone = [line.pk for key, line in held.items() if _is_new(line, wanted.get(key))]
    if gone:
        Line.objects.filter(pk__in=gone).delete()
    Line.objects.bulk_create(_fresh(basket, held, wanted))
    for key, line in held.items():
        each = wanted.get(key)
        if each and line.pk not in gone and (line.quantity, line.more, line.is_kept) != each:
            line.quantity, line.more, line.is_kept = each
            line.save(update_fields=["quantity", "more", "is_kept"])


def _is_new(line: Line, each: Wanted | None) -> bool:
    return each is None or each.quantity > line.quantity


def _fresh(basket: Basket, held: Mapping[int, Line], wanted: Mapping[int, Wanted]) -> Iterable[Line]:
    for key, each in wanted.items():
        if key not in held or _is_new(held[key], each):
            yield Line(
                basket=basket, offer_id=key, quantity=each.quantity, more=each.more, is_kept=each.is_kept
            )
