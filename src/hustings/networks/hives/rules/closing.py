"""Closing of a sale: which producers, goods and baskets stay, and how much everybody gets.

A producer below their minimum leaves; so baskets shrink, and other minima are missed in turn, at last that of
the sale. All measures only fall when something leaves, so there is one greatest set that keeps every
rule; it is found by leaving in rounds, from everything downwards, and the order of leaving changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from hustings.networks.hives.rules import amounts
from hustings.networks.hives.rules.amounts import Price


class Why(StrEnum):
    """Reasons for which somebody gets less, or more, than they asked for."""

    PRODUCER = "producer"  # their minimum was missed
    CASE = "case"  # a case was not full
    BASKET = "basket"  # the basket's minimum was missed
    SALE = "sale"  # the sale's minimum was missed
    SHARED = "shared"  # a case was filled up from tolerances


class Good(NamedTuple):
    """Something on offer. ``case`` in pieces or grams; 0: sold loose."""

    key: int
    producer: int
    price: Price
    case: int = 0


class Wish(NamedTuple):
    """A line of a basket. ``more``: how much more they would take so that a case is filled."""

    key: int
    basket: int
    good: int
    quantity: int
    more: int = 0


class Least(NamedTuple):
    """A producer's minimum: value of goods without deposits, and number of steps; 0: none."""

    amount: int = 0
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """All that is known when a sale closes. ``wishes`` stand in the order in which they came."""

    goods: Mapping[int, Good]
    wishes: Sequence[Wish]
    least: Mapping[int, Least] = field(default_factory=dict)
    least_basket: int = 0
    least_sale: int = 0


@dataclass(slots=True)
class Outcome:
    """Result of a closing. ``fallen_*``: key -> round in which it left, from 1; ``why``: where it differs."""

    got: dict[int, int]
    why: dict[int, Why]
    fallen_producers: dict[int, int]
    fallen_baskets: dict[int, int]
    is_fallen: bool
    reached: dict[int, Least]  # producer -> what was ordered of them when they left, or at the end


def cases(good: Good, quantity: int, more: int) -> int:
    """Cases to order: those that are full, and one more where tolerances fill it."""
    full, rest = divmod(quantity, good.case)
    return full + bool(rest and rest + more >= good.case)


def close(order: Order) -> Outcome:
    """The greatest set that keeps every rule, and what each gets in it."""
    run = _Run(order)
    while run.drop():
        pass
    return run.outcome()


class _Run:
    def __init__(self, order: Order) -> None:
        self.order = order
        self.round = 0
        self.producers: dict[int, int] = {}
        self.baskets: dict[int, int] = {}
        self.is_fallen = False
        self.reached: dict[int, Least] = {}
        self.sums: dict[int, tuple[int, int]] = {}

    def drop(self) -> bool:
        """One round: leave out all that misses its minimum now. Whether anything did."""
        if self.is_fallen:
            return False
        self.round += 1
        alive = self._alive()
        self.sums = _sums(alive)
        bought = {key: self._bought(key) for key in self.sums}
        producers, n_sale = self._turnover(bought)
        fallen = [key for key, least in self.order.least.items() if self._is_missed(key, least, producers)]
        baskets = self._light_baskets(alive, bought)
        is_fallen = n_sale < self.order.least_sale
        self.producers |= dict.fromkeys(fallen, self.round)
        self.baskets |= dict.fromkeys(baskets, self.round)
        self.is_fallen = is_fallen
        return bool(fallen or baskets or is_fallen)

    def _alive(self) -> list[Wish]:
        if self.is_fallen:
            return []
        goods = self.order.goods
        return [
            wish for wish in self.order.wishes
            if wish.basket not in self.baskets and goods[wish.good].producer not in self.producers
        ]  # fmt: skip

    def _bought(self, key: int) -> int:
        """Pieces or grams that are ordered of the producer."""
        good, (quantity, more) = self.order.goods[key], self.sums[key]
        return cases(good, quantity, more) * good.case if good.case else quantity

    def _turnover(self, bought: Mapping[int, int]) -> tuple[dict[int, Least], int]:
        found: dict[int, Least] = {}
        for key, quantity in bought.items():
            good = self.order.goods[key]
            had = found.get(good.producer, Least())
            found[good.producer] = Least(
                had.amount + amounts.goods_of(good.price, quantity), had.steps + quantity // good.price.step
            )
        self.reached |= found
        return found, sum(each.amount for each in found.values())

    def _is_missed(self, key: int, least: Least, reached: Mapping[int, Least]) -> bool:
        if key in self.producers:
            return False
        had = reached.get(key, Least())
        self.reached.setdefault(key, had)
        return had.amount < least.amount or had.steps < least.steps

    def _light_baskets(self, alive: Iterable[Wish], bought: Mapping[int, int]) -> list[int]:
        """Baskets below the minimum, by what they asked for of goods that come at all.

        A case that was not filled takes nobody's basket: what was asked for counts, not what they get.
        """
        if not self.order.least_basket:
            return []
        sums: dict[int, int] = {wish.basket: 0 for wish in self.order.wishes}
        for wish in alive:
            if bought[wish.good]:
                good = self.order.goods[wish.good]
                sums[wish.basket] += amounts.goods_of(good.price, wish.quantity)
        return [key for key, n in sums.items() if n < self.order.least_basket and key not in self.baskets]

    def outcome(self) -> Outcome:
        got = {wish.key: 0 for wish in self.order.wishes}
        why: dict[int, Why] = {}
        by_good: dict[int, list[Wish]] = {}
        for wish in self._alive():
            by_good.setdefault(wish.good, []).append(wish)
        for key, wishes in by_good.items():
            got |= share(self.order.goods[key], wishes)
        for wish in self.order.wishes:
            if got[wish.key] != wish.quantity:
                why[wish.key] = self._reason(wish, got[wish.key])
        return Outcome(got, why, self.producers, self.baskets, self.is_fallen, self.reached)

    def _reason(self, wish: Wish, got: int) -> Why:
        """The first thing that took it: a producer who left before the basket did, and so on."""
        if got:
            return Why.SHARED if got > wish.quantity else Why.CASE
        producer = self.producers.get(self.order.goods[wish.good].producer, 0)
        basket = self.baskets.get(wish.basket, 0)
        if producer and (not basket or producer <= basket):
            return Why.PRODUCER
        if basket:
            return Why.BASKET
        return Why.SALE if self.is_fallen else Why.CASE


def _sums(wishes: Iterable[Wish]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for wish in wishes:
        quantity, more = found.get(wish.good, (0, 0))
        found[wish.good] = quantity + wish.quantity, more + wish.more
    return found


def share(good: Good, wishes: Sequence[Wish]) -> dict[int, int]:
    """Wish -> what it gets. Whoever came last does without; what fills a case goes round step by step."""
    got = {wish.key: wish.quantity for wish in wishes}
    if not good.case:
        return got
    quantity = sum(got.values())
    bought = cases(good, quantity, sum(wish.more for wish in wishes)) * good.case
    for wish in reversed(wishes):
        cut = min(got[wish.key], max(0, quantity - bought))
        got[wish.key], quantity = got[wish.key] - cut, quantity - cut
    for key, extra in level(
        {wish.key: wish.more for wish in wishes}, bought - quantity, good.price.step
    ).items():
        got[key] += extra
    return got


def level(room: Mapping[int, int], amount: int, step: int) -> dict[int, int]:
    """An amount spread as evenly as ``room`` lets it, by steps; those who came first get the rest."""
    found = dict.fromkeys(room, 0)
    while amount > 0:
        open_ = [key for key, most in room.items() if found[key] < most]
        if not open_:
            break
        each = max(step, amount // len(open_) // step * step)
        for key in open_:
            part = min(each, room[key] - found[key], amount)
            found[key], amount = found[key] + part, amount - part
    return found
