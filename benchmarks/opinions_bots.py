"""An attack on an opinion map: 5 % of all people are copies of one row."""

from typing import Any

import numpy

from benchmarks import opinions_factory as factory
from benchmarks import report
from hustings.deliberation.opinions.maps import opinion_map, votes
from hustings.deliberation.opinions.maps.opinion_map import Chart, OpinionMap
from hustings.deliberation.opinions.maps.votes import Votes


def fight(table: Votes, name: str) -> None:
    """Honest votes with three kinds of bots: random, against all that unites, with 2 % of answers changed."""
    honest = opinion_map.draw(table)
    fought = [said.statement for said in honest.chart.uniting]
    copies = sum(map(len, honest.copies))
    report.figure(f"{name}: rows flagged before any bot was added", copies, f"of {table.active().n_people:,}")
    for kind, flips, against in (("random", 0.0, []), ("hostile", 0.0, fought), ("varied", 0.02, fought)):
        more = factory.bots(21, table, flips=flips, against=against)
        _poisoned(f"{name}, {kind} bots", honest, table, more)


def _poisoned(name: str, honest: OpinionMap, table: Votes, more: tuple[Any, Any, Any]) -> None:
    rows, columns = numpy.nonzero(table.cells != votes.MISSING)
    lists = (table.participants[rows], table.statements[columns], table.cells[rows, columns])
    drawn = opinion_map.draw(votes.of(*(numpy.concatenate(pair) for pair in zip(lists, more, strict=True))))
    planted = set(more[0].tolist())
    flagged = {participant for some in drawn.copies for participant in some}
    before = {participant for some in honest.copies for participant in some}
    aim = None if "varied" in name else 0.95
    report.share(f"{name}: flagged", len(flagged & planted), len(planted), at_least=aim)
    people = len(honest.with_copies.participants)
    report.share(f"{name}: honest rows flagged with them", len(flagged - planted - before), people)
    report.figure(
        f"{name}: people who change group, beside the map with bots",
        _moved(honest.chart, drawn.chart),
        f"of {len(honest.chart.participants):,}",
        beside=_moved(honest.chart, drawn.with_copies),
        at_most=0,
    )
    report.figure(
        f"{name}: uniting statements that change, beside the map with bots",
        _changed(honest.chart, drawn.chart),
        f"of {len(honest.chart.uniting)}",
        beside=_changed(honest.chart, drawn.with_copies),
        at_most=0,
    )


def _moved(before: Chart, after: Chart) -> int:
    """How many people on both maps are not where most of their group in the first are in the second."""
    now = dict(zip(after.participants.tolist(), after.labels.tolist(), strict=True))
    there = numpy.array([now.get(participant, -1) for participant in before.participants.tolist()])
    together = [numpy.bincount(there[(before.labels == at) & (there >= 0)]) for at in range(before.k)]
    return int(sum(counts.sum() - counts.max() for counts in together if counts.size))


def _changed(before: Chart, after: Chart) -> int:
    kept = {said.statement for said in after.uniting}
    return sum(said.statement not in kept for said in before.uniting)
