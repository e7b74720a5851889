"""Combinations of projects that fit the budget and the places of a round, for its committee."""

from dataclasses import dataclass
from typing import Any

from hustings.networks.initiatives.models import Application, Round, State
from hustings.networks.juries.arithmetic import portfolios

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Combination:
    """Numbers of the projects, their sum of scores, what they cost and what is left."""

    numbers: list[int]
    worth: float
    cost: int
    left: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """The best combinations; ``always``: projects that are in each of them."""

    combinations: list[Combination]
    always: list[int]
    is_exact: bool
    accepted: int  # asked for by those accepted so far
    left: int | None


def of(round_: Round) -> Choice | None:
    """The best sets of those not refused, each with all that were accepted; None before the count."""
    if not round_.ranked_at:
        return None
    rows = list(
        Application.objects.read().filter(round=round_, result__isnull=False).exclude(state=State.REFUSED)
        .order_by("result__place").values_list("number", "result__score", "asked", "state")
    )  # fmt: skip
    items = [
        portfolios.Item(number or 0, max(0.1, score), asked or 0) for number, score, asked, _state in rows
    ]
    must = [number or 0 for number, _score, _asked, state in rows if state == State.ACCEPTED]
    found = portfolios.best(items, budget=round_.budget, places=round_.places, must=must, n=SHOWN)
    accepted = sum(each.cost for each in items if each.key in must)
    sets = [_combination(each, round_.budget) for each in found.portfolios]
    always: Any = set.intersection(*(set(each.numbers) for each in sets)) if sets else set()
    left = None if round_.budget is None else round_.budget - accepted
    return Choice(sets, sorted(always), found.is_exact, accepted, left)


def _combination(found: portfolios.Portfolio, budget: int | None) -> Combination:
    left = None if budget is None else budget - found.cost
    return Combination(sorted(found.keys), found.worth, found.cost, left)
