"""When one version is better than the others: a rule that stays sound however often one looks. No Django.

Letters are dealt by chance, and clicks come in over hours while somebody watches. A test for one look would
find a winner among equals sooner or later. This one counts evidence as a bet does. Where versions make no
difference, who reacts next holds version A with the chance that the deal left: of ``n`` letters those that
have not reacted yet. A gambler who bets at these odds that A is better ends, however long they play and
whenever they stop, with ``c`` times their stake at most once in ``c`` times (Ville 1939). So the stake that
grew is the evidence, at any moment. It spreads over many guesses of how much better (Robbins 1970's mixture).

A version wins when the bets "better than that one" have grown ``k / ALPHA`` times against each of the other
``k - 1``. A wrong winner beats the best, or one that is as good: that happens to one of the ``k`` in one of
``k / ALPHA`` cases, so to all of them together at most in ``ALPHA`` (a union bound).

Sources: Ville, Étude critique de la notion de collectif (1939); Robbins, Annals of Mathematical Statistics 41
(1970); Howard, Ramdas, McAuliffe, Sekhon, Annals of Statistics 49 (2021), arXiv:1810.08240; ter Schure,
Pérez-Ortiz, Ly, Grünwald, The Anytime-Valid Logrank Test, arXiv:2011.06931; Lindon, Malek, arXiv:2011.03567.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, inf, lgamma, log, log1p

ALPHA = 0.05  # in so many tests at most a version wins that is no better than another
# The guesses: so many times as often. Small ones need many reactions, great ones few.
_TIMES = (1.08, 1.13, 1.2, 1.28, 1.4, 1.6, 2.0, 3.0)
_MOST = 1e6  # times as many reactions: nobody waits for so long


@dataclass(frozen=True)
class Arm:
    """A version: of ``n`` letters dealt ``x`` readers reacted, so far."""

    name: str
    n: int
    x: int

    @property
    def rate(self) -> float:
        return self.x / self.n if self.n else 0.0


@dataclass(frozen=True)
class Verdict:
    """Result at this moment. ``doubt``: how often a lead like this is chance."""

    leader: str
    rival: str  # the one that comes closest
    doubt: float
    has_won: bool


def judge(arms: Sequence[Arm], *, is_fewer: bool = False, repeats: int = 1) -> Verdict:
    """Tell the leader (``is_fewer``: with the fewest reactions), and whether that is settled.

    Evidence is thinner by ``repeats``, up to which a reader may count: sound by Jensen's inequality.
    """
    ranked = sorted(arms, key=lambda arm: (arm.rate if is_fewer else -arm.rate, arm.name))
    leader, others = ranked[0], ranked[1:]
    against = {
        other.name: _bet(other, leader, repeats) if is_fewer else _bet(leader, other, repeats)
        for other in others
    }
    rival = min(others, key=lambda other: (against[other.name], other.name)).name if others else ""
    doubt = min(1.0, exp(min(0.0, log(len(arms)) - against[rival]))) if rival else 1.0
    return Verdict(leader.name, rival, doubt, has_won=doubt <= ALPHA)


def _bet(more: Arm, less: Arm, repeats: int, beyond: float = 1.0) -> float:
    """The logarithm by which bets on more than ``beyond`` times the reactions have grown."""
    n, x = more.n + less.n, more.x + less.x
    if not (x and more.n and less.n):
        return 0.0
    odds = beyond * more.n / less.n
    grown = [(more.x * up + less.x * down) / repeats for up, down in _guesses(odds)]
    highest = max(grown)
    bets = highest + log(sum(exp(one - highest) for one in grown) / len(grown))
    if repeats > 1 or more.x > more.n or less.x > less.n:
        return bets
    # Who has reacted isn't dealt again: the odds of the next one depend on who is left.
    fair = more.x * log(more.n / n) + less.x * log(less.n / n)
    return bets + fair - (_left(more.n, more.x) + _left(less.n, less.x) - _left(n, x))


@cache
def _guesses(odds: float) -> list[tuple[float, float]]:
    """For each guess, what a bet grows by with a reaction to the one, and to the other."""
    share = odds / (1 + odds)
    parts = [times * share / (times * share + 1 - share) for times in _TIMES]
    return [(log(part / share), log((1 - part) / (1 - share))) for part in parts]


def _left(n: int, x: int) -> float:
    """The logarithm of n · (n - 1) · … : x factors."""
    return lgamma(n + 1) - lgamma(n - x + 1)


# --- How far apart they may be ---------------------------------------------------------------------
def interval(arm: Arm, *, repeats: int = 1) -> tuple[float, float]:
    """The rates that the version may have: wide enough to be looked at as often as one likes."""
    n, x = arm.n / repeats, min(arm.x, arm.n) / repeats
    return _within(x, n - x) if n else (0.0, 1.0)


def times(one: Arm, other: Arm, *, k: int = 2, repeats: int = 1) -> tuple[float, float]:
    """The least and most times as many reactions; where one of ``k`` has won, the least is above one."""
    most = _least(other, one, k, repeats)
    return _least(one, other, k, repeats), 1 / most if most else inf


def _least(one: Arm, other: Arm, k: int, repeats: int) -> float:
    """Up to where the bets are won that it is more than so many times as many."""

    def is_won(beyond: float) -> bool:
        return _bet(one, other, repeats, beyond) >= log(k / ALPHA)

    ratio = one.rate / other.rate if other.x else one.x + 1.0
    return _edge(is_won, 1e-6, max(ratio, 1e-5))


def _within(x: float, y: float) -> tuple[float, float]:
    """The shares against which a bet of all shares alike has not grown 1 / ALPHA times."""
    bet = lgamma(x + 0.5) + lgamma(y + 0.5) - lgamma(x + y + 1) - 2 * lgamma(0.5)

    def is_out(share: float) -> bool:
        return bet - x * log(share) - y * log1p(-share) > log(1 / ALPHA)

    middle = min(max(x / (x + y) if x + y else 0.5, 1e-9), 1 - 1e-9)
    return (
        _edge(is_out, 1e-12, middle) if x else 0.0,
        1 - _edge(lambda rest: is_out(1 - rest), 1e-12, 1 - middle) if y else 1.0,
    )


def _edge(is_beyond: Callable[[float], bool], out: float, inside: float) -> float:
    if not is_beyond(out):
        return 0.0
    for _ in range(60):
        middle = (out + inside) / 2
        if is_beyond(middle):
            out = middle
        else:
            inside = middle
    return out


# --- What is still missing -------------------------------------------------------------------------
def missing(arms: Sequence[Arm], *, is_fewer: bool = False, repeats: int = 1) -> int | None:
    """How many more reactions would settle it, if it goes on as it did; None: not within reason."""
    verdict = judge(arms, is_fewer=is_fewer, repeats=repeats)
    total = sum(arm.x for arm in arms)
    if verdict.has_won or not total:
        return 0 if verdict.has_won else None

    def settles(times: float) -> bool:
        grown = [Arm(arm.name, round(arm.n * times), round(arm.x * times)) for arm in arms]
        return judge(grown, is_fewer=is_fewer, repeats=repeats).has_won

    least, most = 1.0, 2.0
    while not settles(most):
        least, most = most, most * 2
        if most > _MOST / total:
            return None
    for _ in range(12):
        middle = (least + most) / 2
        least, most = (least, middle) if settles(middle) else (middle, most)
    return max(1, round(total * (most - 1)))


def needed(rate: float, better: float, k: int, *, repeats: int = 1) -> int:
    """Letters a version so that one ``better`` times as good wins four times in five, by simulation."""
    n = 64
    while not _would_win(n, rate, better, k, repeats):
        n += max(1, n // 20)
        if n * rate > _MOST:
            break
    return n


def _would_win(n: int, rate: float, better: float, k: int, repeats: int) -> bool:
    """Whether it does with a little bad luck: the best a bit below what is expected, the best rival above."""
    best, other = n * rate * better, n * rate
    luck = 0.7 + 0.2 * (k - 2)  # standard deviations, by simulation
    spread = luck * (repeats * (best + other)) ** 0.5 / 2
    arms = [Arm("A", n, round(best - spread)), Arm("B", n, round(other + spread))]
    return arms[0].x > arms[1].x and _bet(arms[0], arms[1], repeats) >= log(k / ALPHA)
