"""The opinion map: exact sums, known groups, no groups, copies, and the same bits again."""

import io
import subprocess
import sys

import numpy
import pytest

from benchmarks import opinions_factory as factory
from hustings.deliberation.opinions.maps import (
    axes,
    copies,
    exact,
    groups,
    opinion_map,
    recount,
    stability,
    statements,
    votes,
)


def cells(*rows: str) -> numpy.ndarray:
    """A table of rows such as ``+-0.``: agree, disagree, pass, no vote."""
    return numpy.array([["-0+.".index(sign) - 1 for sign in row] for row in rows], dtype=numpy.int8)


@pytest.fixture(scope="module")
def two_groups() -> factory.Conversation:
    return factory.conversation(3, people=200, statements=40, spread=0.5)


@pytest.fixture(scope="module")
def drawn(two_groups) -> opinion_map.OpinionMap:
    return opinion_map.draw(two_groups.table())


def test_the_last_vote_counts_and_ids_may_have_gaps():
    table = votes.of([9, 9, 2, 9, 2], [70, 5, 5, 70, 5], [1, 0, -1, -1, 1])
    assert table.participants.tolist() == [2, 9] and table.statements.tolist() == [5, 70]
    assert table.cells.tolist() == [[1, votes.MISSING], [0, -1]]
    huge = votes.of([9 * 10**12, 2], [1, 1], [1, 0])
    assert huge.participants.tolist() == [2, 9 * 10**12] and huge.cells.tolist() == [[0], [1]]


def test_a_vote_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="A vote is 1"):
        votes.of([1], [1], [2])


def test_people_with_few_votes_are_not_placed():
    table = votes.Votes(numpy.arange(2), numpy.arange(8), cells("+++++++.", "++++++.-"))
    assert table.active().participants.tolist() == [0, 1]
    fewer = votes.Votes(numpy.arange(2), numpy.arange(8), cells("+++++++.", "++++++.."))
    assert fewer.active().participants.tolist() == [0] and fewer.active().n_statements == 7


def test_a_product_that_could_be_rounded_is_refused():
    numbers = numpy.full((4, 4), 2.0**26)
    with pytest.raises(OverflowError):
        exact.product(numbers, numbers)
    assert (exact.product(numbers, numbers / 4) == 2.0**52).all()


def test_chance_is_written_down():
    assert exact.keys(7, 3).tolist() == [int(key) for key in exact.keys(7, 5)[:3]]
    assert sorted(exact.order(1, 50).tolist()) == list(range(50))
    assert exact.order(1, 50).tolist() != exact.order(2, 50).tolist()
    assert exact.log2(8) == 3 * exact.LOG_STEPS and exact.log2(3, 2) == 149  # 256 × 0.58496


def test_axes_are_the_principal_components(two_groups):
    table = two_groups.table().active()
    found = axes.of(table.cells)
    means = numpy.array([column[column != votes.MISSING].mean() for column in table.cells.T])
    centred = numpy.where(table.cells == votes.MISSING, 0, table.cells - means)
    values, vectors = numpy.linalg.eigh(centred.T @ centred)
    for at in (0, 1):
        assert abs(found.directions[:, at] @ vectors[:, -1 - at]) / found.unit == pytest.approx(1, abs=1e-4)
        assert found.shares[at] == pytest.approx(values[-1 - at] / values.sum(), rel=1e-4)


def test_axes_of_hardly_anything():
    for some in (cells("+"), cells("++", "++"), cells("+-", "-+"), cells("+-0", "...")[:, :3]):
        assert axes.of(some).points(some).shape == (len(some), 2)


def test_agreement_is_the_adjusted_rand_index():
    one, other, apart = numpy.array([0, 0, 1, 2]), numpy.array([0, 0, 1, 1]), numpy.array([0, 1, 2, 3])
    assert groups.agreement(one, other) == 4 / 7  # one pair of both, chance 1/3, at most 3/2
    assert groups.agreement(one * 0, apart) == 0.0
    assert groups.agreement(one, one) == 1.0 == groups.agreement(one * 0, one * 0)


def test_silhouettes_choose_the_number_of_groups():
    corners = numpy.array([[0, 0], [9_000, 0], [0, 9_000]])
    points = numpy.concatenate(
        [
            corner + exact.keys(at, 60).astype(numpy.int64).reshape(30, 2) % 900
            for at, corner in enumerate(corners)
        ]
    )
    found = groups.of(points)
    assert found.k == 3 and numpy.bincount(found.labels).tolist() == [30, 30, 30]
    assert groups.of(points[:8]).k == 1
    two_and_a_stray = numpy.concatenate([points[:60], points[60:63]])
    assert numpy.bincount(groups.of(two_and_a_stray).labels).min() >= groups.SMALLEST


def test_points_that_are_all_the_same_are_one_group():
    assert groups.of(numpy.zeros((30, 2), dtype=numpy.int64)).k == 1


def test_known_groups_are_found_and_drawn(two_groups, drawn):
    chart = drawn.chart
    assert chart.k == 2 and chart.stability.is_real
    assert groups.agreement(chart.labels, two_groups.groups[chart.participants]) > 0.9
    assert chart.stability.median > 0.6 > max(chart.stability.control)
    assert drawn.copies == () and drawn.with_copies is chart


def test_no_groups_are_drawn_where_votes_have_none():
    chart = opinion_map.draw(factory.silent(5, people=150, statements=30).table()).chart
    assert chart.k == 1 and not chart.labels.any() and chart.typical == []
    assert chart.uniting and chart.dividing


def test_shuffling_keeps_shares_and_who_voted(two_groups):
    table = two_groups.table()
    mixed = stability.shuffled(table.cells, 1)
    assert ((mixed == votes.MISSING) == (table.cells == votes.MISSING)).all()
    assert (numpy.sort(mixed, axis=0) == numpy.sort(table.cells, axis=0)).all()
    assert (mixed != table.cells).any()


def test_statements_are_named_by_what_groups_say():
    rows = ["++-+"] * 20 + ["-++0"] * 10
    counted = statements.tally(cells(*rows), numpy.repeat([0, 1], [20, 10]), 2)
    names = numpy.array([11, 12, 13, 14])
    assert [(said.statement, said.side) for said in statements.uniting(counted, names)] == [(12, 1)]
    assert {(said.statement, said.side) for said in statements.typical(counted, names, 1)} == {
        (11, -1),
        (13, 1),
    }
    assert {said.statement for said in statements.dividing(counted, names)} == {11, 13, 14}


def test_a_small_group_is_not_outvoted():
    counted = statements.tally(cells(*["+"] * 90, *["-"] * 10), numpy.repeat([0, 1], [90, 10]), 2)
    assert statements.uniting(counted, numpy.array([1])) == []


def test_one_group_is_divided_where_it_is_of_two_minds():
    rows = ["++"] * 10 + ["+-"] * 10
    counted = statements.tally(cells(*rows), numpy.zeros(20, dtype=numpy.int64), 1)
    assert [said.statement for said in statements.dividing(counted, numpy.array([1, 2]))] == [2]


@pytest.mark.parametrize("k", [1, 2])
def test_no_statement_both_unites_and_divides(k):
    rows = ["+++-"] * 40 + ["++--"] * 40 + ["+-+-"] * 20
    counted = statements.tally(cells(*rows), numpy.repeat(numpy.arange(k), 100 // k), k)
    names = numpy.array([1, 2, 3, 4])
    uniting = {said.statement for said in statements.uniting(counted, names)}
    assert uniting and not uniting & {said.statement for said in statements.dividing(counted, names)}


@pytest.mark.parametrize("flips", [0.0, 0.02])
def test_bots_are_flagged_and_change_nothing(two_groups, drawn, flips):
    table = two_groups.table()
    fought = [said.statement for said in drawn.chart.uniting]
    more = factory.bots(8, table, flips=flips, against=fought)
    poisoned = opinion_map.draw(two_groups.and_(*more).table())
    flagged = {participant for some in poisoned.copies for participant in some}
    planted = set(more[0].tolist())
    assert len(flagged & planted) >= 0.95 * len(planted) and not flagged - planted
    assert len(poisoned.with_copies.participants) == len(poisoned.chart.participants) + len(flagged)
    assert poisoned.chart.as_json() == drawn.chart.as_json()


def test_short_and_popular_rows_are_not_copies():
    honest = factory.silent(1, people=150, statements=12, fill=3.0, passes=0.0, spread=0.15).table()
    rows = {row.tobytes() for row in honest.cells}
    assert len(rows) < honest.n_people  # many vote alike
    assert copies.of(honest.cells, numpy.zeros(honest.n_people, dtype=numpy.int64), 1).sets == ()


def test_nobody_and_hardly_anybody_have_a_map():
    nobody = opinion_map.draw(votes.of([], [], []))
    assert nobody.chart.participants.tolist() == [] and nobody.text()
    few = opinion_map.draw(votes.of([1, 2, 1], [1, 1, 2], [1, -1, 0]))
    assert few.chart.k == 1 and few.chart.participants.tolist() == [1]


def test_the_published_file_draws_the_same_map(two_groups, drawn, tmp_path):
    lines = ["participant,statement,vote"]
    lines += [
        f"{p},{s},{v}"
        for p, s, v in zip(two_groups.participants, two_groups.statements, two_groups.votes, strict=True)
    ]
    (tmp_path / "votes.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "recount.pyz").write_bytes(recount.archive())
    assert recount.archive() == recount.archive()
    command = [sys.executable, "-I", "recount.pyz", "votes.csv", "--out", "map.json"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said.endswith(f"fingerprint: {drawn.fingerprint()}\n")
    assert (tmp_path / "map.json").read_text() == drawn.text()


def test_the_columns_of_polis_are_read_in_order_of_time():
    lines = io.StringIO(
        'timestamp,datetime,comment-id,voter-id,vote\n30,"Sat, later",4,1,-1\n20,Sat,4,1,1\n20,Sat,9,1,0\n'
    )
    table = recount.read(lines, without=[9])
    assert table.statements.tolist() == [4] and table.cells.tolist() == [[-1]]
    with pytest.raises(SystemExit, match="no column participant"):
        recount.read(io.StringIO("a,b,c\n"))


def test_the_fingerprint_of_a_written_conversation_never_changes():
    """Another figure here means that maps published before can't be drawn again."""
    people, asked = 60, 12
    voted = exact.keys(4, people * asked) % numpy.uint64(10)
    ids = numpy.repeat(numpy.arange(people), asked)
    numbers = numpy.tile(numpy.arange(asked), people)
    sides = numpy.where((numbers + ids) % 2 == 0, 1, -1)
    given = numpy.where(voted < 7, sides, numpy.where(voted == 7, 0, -sides))
    there = voted != 9
    table = votes.of(ids[there], numbers[there], given[there])
    assert opinion_map.draw(table).fingerprint()[:16] == "d5c68033c5994ee6"
