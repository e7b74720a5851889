"""Sets of applications that fit a budget and a number of places, the worthiest first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappush, heappushpop
from typing import NamedTuple

MOST_STEPS = 200_000  # of the search; then the best sets found so far are told, and that they may not be all
WIDEST = 60  # applications to choose among: beyond these, the least worthy are left out


class Item(NamedTuple):
    """An application: its worth (above nought) and what it asks, in minor units."""

    key: int
    worth: float
    cost: int


class Portfolio(NamedTuple):
    """A set of applications, by their keys in order of worth."""

    keys: tuple[int, ...]
    worth: float
    cost: int


class Found(NamedTuple):
    """The best sets; ``is_exact``: no better one exists."""

    portfolios: list[Portfolio]
    is_exact: bool


def best(
    items: Sequence[Item], *, budget: int | None, places: int | None, must: Sequence[int] = (), n: int = 5
) -> Found:
    """The ``n`` worthiest sets with all that ``must`` be in. None at all where those alone don't fit."""
    forced = [each for each in items if each.key in set(must)]
    money = sum(each.cost for each in items) if budget is None else budget - sum(each.cost for each in forced)
    room = len(items) if places is None else places - len(forced)
    if money < 0 or room < 0:
        return Found([], True)
    free = [each for each in items if each.key not in set(must) and each.worth > 0 and each.cost <= money]
    free.sort(key=lambda each: (-each.worth, each.cost, each.key))
    search = _Search(free[:WIDEST], n)
    search.go(0, money, room, 0.0, ())
    found = [
        Portfolio(
            tuple(each.key for each in sorted([*forced, *chosen], key=lambda one: (-one.worth, one.key))),
            worth + sum(each.worth for each in forced),
            sum(each.cost for each in (*forced, *chosen)),
        )
        for worth, _nth, chosen in sorted(search.kept, key=lambda one: (-one[0], one[1]))
    ]
    return Found(found, search.steps < MOST_STEPS and len(free) <= WIDEST)


@dataclass
class _Search:
    """Branch and bound: with an item and without it, never where the rest can't be worth enough."""

    items: list[Item]
    n: int
    steps: int = 0
    kept: list[tuple[float, int, tuple[Item, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        # By worth for each unit of money: what a purse of fractions could hold at most.
        self.by_price = sorted(range(len(self.items)), key=lambda at: -self._rate(self.items[at]))

    @staticmethod
    def _rate(item: Item) -> float:
        return item.worth / item.cost if item.cost else float("inf")

    def go(self, at: int, money: int, room: int, worth: float, chosen: tuple[Item, ...]) -> None:
        """All sets that hold ``chosen`` and choose among the items from ``at`` on."""
        self.steps += 1
        if self.steps >= MOST_STEPS:
            return
        if at == len(self.items) or not room:
            self._keep(worth, chosen)
            return
        if len(self.kept) == self.n and worth + self._bound(at, money, room) <= self.kept[0][0]:
            return
        item = self.items[at]
        if item.cost <= money:
            self.go(at + 1, money - item.cost, room - 1, worth + item.worth, (*chosen, item))
        self.go(at + 1, money, room, worth, chosen)

    def _keep(self, worth: float, chosen: tuple[Item, ...]) -> None:
        entry = (worth, -self.steps, chosen)
        if len(self.kept) < self.n:
            heappush(self.kept, entry)
        elif entry[:2] > self.kept[0][:2]:
            heappushpop(self.kept, entry)

    def _bound(self, at: int, money: int, room: int) -> float:
        by_room = sum(each.worth for each in self.items[at : at + room])
        by_money = 0.0
        for place in self.by_price:
            if place < at:
                continue
            item = self.items[place]
            if item.cost > money:
                by_money += item.worth * money / item.cost
                break
            money -= item.cost
            by_money += item.worth
        return min(by_room, by_money)
