"""The rule that says which version is better: sound though one looks after each reaction."""

import random
from math import exp, inf

import pytest

from hustings.outreach.abtests import rule
from hustings.outreach.abtests.rule import Arm

RUNS = 250
# Were it true that it errs in one of twenty, so many errors in so many runs would be met once in a thousand.
MARGIN = 0.095


def watch(rng, n, rates, *, comes_back=0.0, every=1, **ways):
    """Deal ``n`` letters of each version, look after each reaction, and say who was told to have won."""
    deck = []
    for name, rate in zip("ABCDE", rates, strict=False):
        for _ in range(round(rng.gauss(n * rate, (n * rate * (1 - rate)) ** 0.5))):
            deck.append(name)
            while rng.random() < comes_back:
                deck.append(name)
    rng.shuffle(deck)
    counts = dict.fromkeys("ABCDE"[: len(rates)], 0)
    for at, name in enumerate(deck, 1):
        counts[name] += 1
        if at % every == 0 or at == len(deck):
            verdict = rule.judge([Arm(name, n, x) for name, x in counts.items()], **ways)
            if verdict.has_won:
                return verdict.leader
    return ""


@pytest.mark.parametrize(
    ("n", "rates", "ways"),
    [
        (20_000, [0.005] * 2, {}),  # few react
        (200, [0.4] * 2, {}),  # many do: who has reacted is not dealt again
        (6_000, [0.005] * 5, {}),
        (800, [0.03] * 5, {"is_fewer": True}),
        (3_000, [0.02] * 2, {"comes_back": 1 / 3, "repeats": 2}),  # one in three comes back, and again
    ],
)
def test_among_equals_hardly_a_test_in_twenty_ever_finds_a_winner(n, rates, ways):
    rng = random.Random(str((n, rates)))
    wins = sum(watch(rng, n, rates, **ways) != "" for _ in range(RUNS))
    assert wins / RUNS <= MARGIN


def test_a_look_at_each_reaction_with_a_rule_for_one_look_errs_far_more_often():
    """What the rule is for: the same simulation finds the fault of the usual one."""
    rng, wins = random.Random(7), 0
    for _ in range(RUNS):
        a = b = 0
        for at in range(1, 401):
            a, b = (a + 1, b) if rng.random() < 0.5 else (a, b + 1)
            if at > 20 and abs(a - b) / at**0.5 > 1.96:
                wins += 1
                break
    assert wins / RUNS > 2 * MARGIN


@pytest.mark.parametrize(
    ("rates", "better", "n_at_most"),
    [([0.03] * 2, 1.5, 6_000), ([0.005] * 2, 2.0, 12_000), ([0.03] * 5, 1.6, 7_000)],
)
def test_a_better_version_mostly_wins_with_as_many_letters_as_are_said_to_be_needed(rates, better, n_at_most):
    n = rule.needed(rates[0], better, len(rates))
    assert n < n_at_most
    rng, ours = random.Random(11), [rates[0] * better, *rates[1:]]
    won = [watch(rng, n, ours, every=5) for _ in range(80)]
    assert won.count("A") / len(won) > 0.65
    assert len(won) - won.count("A") - won.count("") <= 2


def test_fewer_unsubscriptions_win():
    arms = [Arm("A", 5_000, 90), Arm("B", 5_000, 30)]
    assert rule.judge(arms).leader == "A"
    verdict = rule.judge(arms, is_fewer=True)
    assert (verdict.leader, verdict.rival, verdict.has_won) == ("B", "A", True)


def test_without_reactions_nothing_is_said():
    verdict = rule.judge([Arm("A", 100, 0), Arm("B", 100, 0), Arm("C", 0, 0)])
    assert (verdict.leader, verdict.doubt, verdict.has_won) == ("A", 1.0, False)
    assert rule.missing([Arm("A", 100, 0), Arm("B", 100, 0)]) is None
    assert rule.interval(Arm("A", 0, 0)) == (0.0, 1.0)
    assert rule.times(Arm("A", 100, 0), Arm("B", 100, 0)) == (0.0, inf)


def test_the_bets_are_fair():
    """Over all ways in which reactions may fall the stake stays on average what it was."""
    n, x = 6, 4
    ways = {a: chance(n, x, a) for a in range(x + 1)}
    assert sum(ways.values()) == pytest.approx(1)
    grown = sum(p * exp(rule._bet(Arm("A", n, a), Arm("B", n, x - a), 1)) for a, p in ways.items())
    assert grown == pytest.approx(1)


def chance(n, x, a):
    """That of ``x`` readers of twice ``n`` so many hold the first version."""
    from math import comb

    return comb(n, a) * comb(n, x - a) / comb(2 * n, x)


def test_intervals_hold_the_truth_however_often_one_looks():
    rng, missed = random.Random(3), 0
    for _ in range(200):
        a = b = 0
        for at in range(300):
            a, b = (a + 1, b) if rng.random() < 0.6 else (a, b + 1)  # one and a half times as often
            if at % 20:
                continue
            low, high = rule.times(Arm("A", 9_000, a), Arm("B", 9_000, b))
            if not low <= 1.5 <= high:
                missed += 1
                break
    assert missed / 200 <= MARGIN
    for x in range(100, 170, 5):
        arms = [Arm("A", 2_000, x), Arm("B", 2_000, 100), Arm("C", 2_000, 90)]
        assert (rule.times(arms[0], arms[1], k=3)[0] > 1) is rule.judge(arms).has_won
    low, high = rule.interval(Arm("A", 1_000, 50))
    assert 0.02 < low < 0.05 < high < 0.09
    assert rule.interval(Arm("A", 10, 10))[1] == 1.0


def test_it_says_how_many_reactions_are_missing():
    arms = [Arm("A", 10_000, 120), Arm("B", 10_000, 95)]
    more = rule.missing(arms)
    assert more
    grown = [Arm(arm.name, arm.n * 50, round(arm.x * (1 + more * 1.1 / 215))) for arm in arms]
    assert rule.judge(grown).has_won
    assert rule.missing([Arm("A", 1_000, 900), Arm("B", 1_000, 100)]) == 0
    assert rule.missing([Arm("A", 1_000, 50), Arm("B", 1_000, 50)]) is None
