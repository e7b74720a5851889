"""Amounts of a sale in minor units. Each line is rounded once; sums are sums of lines."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

GRAMS = 1_000  # of a kilo, to which prices of weighed goods are told
WHOLE = 10_000  # basis points


class Rate(NamedTuple):
    """A share of the turnover without VAT: added to baskets, or taken from what producers get."""

    points: int
    is_added: bool


class Price(NamedTuple):
    """Price of a piece or a kilo, VAT included; ``vat`` in basis points; the deposit is of a step."""

    price: int
    vat: int = 0
    deposit: int = 0
    step: int = 1
    is_weighed: bool = False


class Sums(NamedTuple):
    """``goods`` with the ``vat`` in them, and ``deposits`` beside them."""

    goods: int = 0
    vat: int = 0
    deposits: int = 0

    @property
    def net(self) -> int:
        return self.goods - self.vat

    def plus(self, other: "Sums") -> "Sums":
        return Sums(self.goods + other.goods, self.vat + other.vat, self.deposits + other.deposits)


def rounded(amount: int, by: int) -> int:
    """The quotient, half away from zero."""
    return -((-2 * amount + by) // (2 * by)) if amount < 0 else (2 * amount + by) // (2 * by)


def goods_of(price: Price, quantity: int) -> int:
    """Goods of so many pieces or grams, VAT included."""
    return rounded(price.price * quantity, GRAMS) if price.is_weighed else price.price * quantity


def line(price: Price, quantity: int) -> Sums:
    """Sums of so many pieces or grams: a deposit for each step that was begun."""
    goods = goods_of(price, quantity)
    vat = goods - rounded(goods * WHOLE, WHOLE + price.vat)
    return Sums(goods, vat, price.deposit * -(-quantity // price.step))


def total(rows: Iterable[Sums]) -> Sums:
    found = Sums()
    for row in rows:
        found = found.plus(row)
    return found


def fee(net: int, rates: Sequence[Rate], *, is_added: bool) -> int:
    """Fees on a turnover without VAT: each rate is rounded by itself."""
    return sum(rounded(net * rate.points, WHOLE) for rate in rates if rate.is_added == is_added)


def is_balanced(baskets: Mapping[int, tuple[Sums, int]], producers: Mapping[int, tuple[Sums, int]]) -> bool:
    """Whether what members pay is what producers get, fees and VAT. Values: sums, and the fee on them."""
    paid = sum(sums.goods + sums.deposits + fees for sums, fees in baskets.values())
    got = sum(sums.net - fees + sums.deposits for sums, fees in producers.values())
    fees = sum(fees for _sums, fees in [*baskets.values(), *producers.values()])
    return paid == got + fees + sum(sums.vat for sums, _fees in producers.values())
