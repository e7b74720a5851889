"""Applications given to jurors: even loads, no conflict, as many readers as wanted."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.networks.juries.arithmetic.assigning import assign, own_order


@st.composite
def rounds(draw: st.DrawFn) -> tuple[int, int, int, list[tuple[int, int]]]:
    n, m = draw(st.integers(1, 12)), draw(st.integers(1, 6))
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, m - 1))
    return n, m, draw(st.integers(1, 3)), draw(st.lists(pairs, max_size=n * m // 2))


@settings(max_examples=150)
@given(rounds(), st.integers(0, 9))
def test_no_juror_reads_against_a_conflict_and_nothing_is_short_without_need(shape, seed):
    n, m, each, blocked = shape
    found = assign(n, m, each, blocked, seed=seed)
    for at, readers in enumerate(found.readers):
        free = [juror for juror in range(m) if (at, juror) not in blocked]
        assert set(readers) <= set(free)
        assert len(readers) == min(each, len(free))
    assert found.short == [at for at, readers in enumerate(found.readers) if len(readers) < each]
    assert sum(found.loads) == sum(map(len, found.readers))


def _spread(loads):
    return sum(load * load for load in loads)


@settings(max_examples=60)
@given(st.integers(2, 4), st.integers(2, 3), st.data())
def test_loads_are_as_even_as_the_conflicts_allow(n, m, data):
    """Beside every assignment there is, of small rounds with one reader each."""
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, m - 1))
    blocked = set(data.draw(st.lists(pairs, max_size=n)))
    free = [[juror for juror in range(m) if (at, juror) not in blocked] for at in range(n)]
    if not all(free):
        return
    best = min(
        _beyond([choice.count(juror) for juror in range(m)], n, m) for choice in itertools.product(*free)
    )
    assert _beyond(assign(n, m, 1, list(blocked)).loads, n, m) == best


def _beyond(loads, n, m):
    low, high = n // m, -(-n // m)
    return sum(max(0, load - high) + max(0, low - load) for load in loads)


def test_loads_differ_by_one_at_most_where_conflicts_are_few():
    blocked = [(at, at % 12) for at in range(200)]
    loads = assign(200, 12, 3, blocked, seed=4).loads
    assert max(loads) - min(loads) <= 1


def test_a_juror_reads_no_more_than_they_accept():
    found = assign(10, 3, 2, [], most=[2, None, None])
    assert found.loads[0] <= 2
    assert found.short == []


def test_what_was_read_already_stays():
    kept = [(0, 0), (1, 0), (2, 0)]
    found = assign(6, 3, 1, [], kept=kept)
    assert all(0 in found.readers[at] for at, _juror in kept)
    assert max(found.loads) == 3


def test_the_same_seed_gives_the_same_and_everybody_gets_an_order_of_their_own():
    assert assign(30, 5, 2, [], seed=7) == assign(30, 5, 2, [], seed=7)
    assert own_order(7, 1, 20) != own_order(7, 2, 20)
    assert sorted(own_order(7, 1, 20)) == list(range(20))
