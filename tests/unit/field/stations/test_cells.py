"""Outlines drawn from addresses: who lives where, no ground twice, no gap between neighbours."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.field.stations.outlines import cells, shapes

PLACES = st.tuples(
    st.floats(4.80, 4.83).map(lambda at: round(at, 4)), st.floats(45.70, 45.72).map(lambda at: round(at, 4))
)


def areas(found):
    whole = ({"type": "MultiPolygon", "coordinates": of} for of in found.values())
    return dict(zip(found, map(shapely.geometry.shape, whole), strict=True))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(PLACES, st.integers(1, 4), min_size=1, max_size=40))
def test_addresses_lie_in_their_own_outline_and_no_ground_is_shared(owners):
    found = areas(cells.drawn((station, place) for place, station in owners.items()))
    metre = 1 / shapes.DEGREE
    for place, station in owners.items():
        assert found[station].buffer(shapes.METRES * metre).contains(shapely.Point(place))
    whole = shapely.union_all(list(found.values())).area
    assert sum(one.area for one in found.values()) == pytest.approx(whole, rel=0.01)


def test_a_map_of_many_is_coarse_and_one_of_a_town_is_not():
    street = [(n % 3, (4.81 + n / 5_000, 45.70 + n % 7 / 2_000)) for n in range(120)]
    town = cells.drawn(street)
    assert shapes.for_map(town) == town and shapes.for_map({}) == {}
    far = {("far", key): moved(of, 9) for key, of in town.items()}
    found = shapes.for_map(far | town)
    assert len(found) == 6 and corners(found) < corners(far | town) / 2


def moved(of, degrees):
    return [[[[x + degrees, y] for x, y in ring] for ring in rings] for rings in of]


def corners(found):
    return sum(len(ring) for of in found.values() for rings in of for ring in rings)


def test_most_addresses_of_a_place_decide_and_the_lower_key_in_a_tie():
    tower = (4.81, 45.71)
    placed = [(1, tower), (2, tower), (2, tower), (3, (4.82, 45.71))]
    assert set(cells.drawn(placed)) == {2, 3}
    assert set(cells.drawn([(2, tower), (1, tower)])) == {1}


def test_streets_are_parted_in_their_middle_and_far_fields_belong_to_none():
    west, east = [(4.81, 45.70 + n / 2000) for n in range(9)], [(4.811, 45.70 + n / 2000) for n in range(9)]
    found = areas(cells.drawn([*((1, at) for at in west), *((2, at) for at in east)]))
    border = found[1].intersection(found[2])
    assert border.bounds[0] == pytest.approx(4.8105, abs=2e-4)
    assert not any(one.contains(shapely.Point(4.80, 45.702)) for one in found.values())
    assert cells.drawn([]) == {}
