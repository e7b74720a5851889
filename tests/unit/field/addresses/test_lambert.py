"""Lambert-93 against points whose degrees are known."""

import pytest

from hustings.field.addresses.files import lambert


@pytest.mark.parametrize(
    ("x", "y", "latitude", "longitude"),
    [(700_000, 6_600_000, 46.5, 3.0), (652_469.02, 6_862_035.26, 48.8566, 2.3522)],
)
def test_points_in_metres_become_degrees(x, y, latitude, longitude):
    assert lambert.degrees_of(x, y) == pytest.approx((latitude, longitude), abs=1e-7)


def test_metres_elsewhere_are_no_point_of_metropolitan_france():
    assert not lambert.is_possible(350_000, 7_650_000)  # La Réunion's own grid
