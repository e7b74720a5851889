"""Cuts of an area, without a database."""

import numpy as np
import pytest

from hustings.field.turfs.cuts import graph, halves, shapes
from hustings.field.turfs.cuts.barriers import crossed, segments

LIMITS = halves.Limits(48, 72)
NOTHING = segments([])


def town(n, seed=1):
    return np.random.default_rng(seed).random((n, 2)) * 2_000


def homes_of(turfs, homes):
    return np.bincount(turfs, weights=homes)


@pytest.mark.parametrize("n", [700, 1_234, 2_000])
def test_all_turfs_keep_to_the_limits(n):
    xy = town(n)
    homes = np.random.default_rng(2).integers(1, 5, n).astype(float)
    found = homes_of(halves.halve(graph.net(xy, NOTHING), homes, LIMITS), homes)
    assert found.min() >= 48 and found.max() <= 72 and found.sum() == homes.sum()


def test_no_turf_has_places_on_both_sides_of_a_river():
    xy, river = town(1_500), segments([[(1_000, -100), (950, 900), (1_100, 2_100)]])
    net = graph.net(xy, river)
    turfs = halves.halve(net, np.ones(1_500), LIMITS)
    assert len(np.unique(net.parts)) == 2
    for turf in np.unique(turfs):
        inside = xy[turfs == turf]
        one, other = np.triu_indices(len(inside), 1)
        assert not crossed(inside[one], inside[other], river).any()


def test_round_the_end_of_a_railway_turfs_hang_together():
    xy, rail = town(1_500), segments([[(1_000, -100), (1_000, 1_500)]])
    net = graph.net(xy, rail)
    turfs = halves.halve(net, np.ones(1_500), LIMITS)
    assert len(np.unique(net.parts)) == 1
    ways = net.neighbours()
    for turf in np.unique(turfs):
        inside = np.flatnonzero(turfs == turf)
        assert len(graph.far(ways, set(inside.tolist()), int(inside[0]))) == len(inside)


@pytest.mark.parametrize("n", [1, 2, 5, 47])
def test_few_places_are_one_turf(n):
    assert set(halves.halve(graph.net(town(n), NOTHING), np.ones(n), LIMITS)) == {0}


def test_a_house_larger_than_a_turf_stays_whole():
    homes = np.array([200.0] + [1.0] * 119)
    turfs = halves.halve(graph.net(town(120), NOTHING), homes, LIMITS)
    assert homes_of(turfs, homes).sum() == 319


def test_places_at_one_point_are_shared_out():
    turfs = halves.halve(graph.net(np.zeros((120, 2)), NOTHING), np.ones(120), LIMITS)
    assert min(np.bincount(turfs)) >= 48 and turfs.max() == 1


def test_lines_are_found_in_any_geojson():
    line = {"type": "LineString", "coordinates": [[1, 2], [3, 4, 5]]}
    many = {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": line}]}
    ring = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}
    assert shapes.lines(many) == [[[1.0, 2.0], [3.0, 4.0]]]
    assert len(shapes.lines({"type": "GeometryCollection", "geometries": [line, ring]})) == 2


@pytest.mark.parametrize(
    "found",
    [None, [], {}, 7, {"type": "Point", "coordinates": [1, 2]}, {"type": "LineString"},
     {"type": "LineString", "coordinates": [[1, 2], ["x", 3]]},
     {"type": "LineString", "coordinates": [[600000, 6800000], [600001, 6800001]]},
     {"features": 3}],
)  # fmt: skip
def test_anything_else_has_no_lines(found):
    with pytest.raises(shapes.NoLines):
        shapes.lines(found)


def test_points_in_an_outline_with_a_hole():
    ring = [[0, 0], [0, 9], [9, 9], [9, 0], [0, 0]]
    hole = [[3, 3], [3, 6], [6, 6], [6, 3], [3, 3]]
    found = shapes.within(
        np.array([(1, 1), (4, 4), (10, 1)]), {"type": "Polygon", "coordinates": [ring, hole]}
    )
    assert found.tolist() == [True, False, False]
