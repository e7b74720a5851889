"""Best-worst scores beside shares of yes, and routing beside lots, where the truth is known."""

from typing import Any

import numpy

from benchmarks import opinions_factory as factory
from benchmarks import report
from hustings.deliberation.opinions.best_worst import Answer, scores
from hustings.deliberation.opinions.maps import groups, opinion_map, votes
from hustings.deliberation.opinions.routing import Standing, following, four

_STATEMENTS, _PEOPLE, _ANSWERS = 40, 300, 5
_YES_SAYERS = 0.4
_READERS, _EACH = 300, 15


def best_worst() -> None:
    """How well both ways put forty statements in order when two in five people say yes to everything."""
    ours: list[float] = []
    simple: list[float] = []
    for seed in range(10):
        dice = numpy.random.default_rng(seed)
        worth = dice.normal(size=_STATEMENTS)
        ours.append(_correlation(worth, _by_answers(dice, worth)))
        simple.append(_correlation(worth, _by_votes(dice, worth)))
    report.figure(
        f"order of {_STATEMENTS} statements by {_PEOPLE * _ANSWERS} best-worst answers; by yes or no, two in "
        "five saying yes to all",
        float(numpy.mean(ours)),
        "rank correlation",
        beside=float(numpy.mean(simple)),
    )


def _correlation(one: Any, other: Any) -> float:
    """Spearman's: of the places in both orders."""
    places = [numpy.argsort(numpy.argsort(some, kind="stable")) for some in (one, other)]
    return float(numpy.corrcoef(*places)[0, 1])


def _by_answers(dice: Any, worth: Any) -> Any:
    shown = dict.fromkeys(range(_STATEMENTS), 0)
    answers = []
    for person in range(_PEOPLE):
        for nth in range(_ANSWERS):
            some = four(shown, str(person), nth)
            felt = {each: worth[each] + dice.gumbel() for each in some}
            answers.append(Answer(some, max(some, key=felt.__getitem__), min(some, key=felt.__getitem__)))
            for each in some:
                shown[each] += 1
    found = {score.statement: score.chance for score in scores(answers)}
    return numpy.array([found[each] for each in range(_STATEMENTS)])


def _by_votes(dice: Any, worth: Any) -> Any:
    """As many decisions: a best-worst answer of four decides on two of them, a vote on one."""
    yes, n = numpy.zeros(_STATEMENTS), numpy.zeros(_STATEMENTS)
    for _person in range(_PEOPLE):
        says_yes = dice.random() < _YES_SAYERS
        for each in dice.choice(_STATEMENTS, 2 * _ANSWERS, replace=False):
            n[each] += 1
            yes[each] += says_yes or worth[each] + dice.logistic() > 0
    return (yes + 1) / (n + 2)


def routing() -> None:
    """A conversation to which new statements come all the time: fewest votes on one, and the groups found."""
    routed, drawn = ([_walk(seed, is_routed) for seed in range(8)] for is_routed in (True, False))
    names = (
        ("votes on the least voted tenth of statements, routed; by lot", "votes"),
        ("known groups after them, routed; by lot", "adjusted Rand"),
    )
    for at, (name, unit) in enumerate(names):
        ours, beside = (float(numpy.mean([one[at] for one in way])) for way in (routed, drawn))
        report.figure(name, ours, unit, beside=beside)


def _walk(seed: int, is_routed: bool) -> tuple[float, float]:
    dice = numpy.random.default_rng(seed)
    truth = factory.conversation(700 + seed, people=_READERS, statements=60, fill=1e9)
    answer = truth.table().cells
    counts = numpy.zeros((60, 3), dtype=int)
    rows: list[tuple[int, int, int]] = []
    for person in range(_READERS):
        known = 20 + 40 * person // _READERS
        left = set(range(known))
        for nth in range(_EACH):
            if is_routed:
                standings = [Standing(each, *map(int, counts[each, [2, 0, 1]])) for each in sorted(left)]
                each = following(standings, str(person), nth)[0]
            else:
                each = int(dice.choice(sorted(left)))
            left.discard(each)
            given = int(answer[person, each])
            counts[each, given + 1] += 1
            rows.append((person, each, given))
    chart = opinion_map.draw(votes.of(*numpy.array(rows).T)).chart
    least = numpy.sort(counts.sum(axis=1))[:6].mean()
    return float(least), groups.agreement(chart.labels, truth.groups[chart.participants])
