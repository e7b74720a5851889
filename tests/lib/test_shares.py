"""What shares may stand for."""

import pytest

from hustings.lib import shares


@pytest.mark.parametrize(
    ("n", "of", "least", "most"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (3, 40, 0.0258, 0.1987), (500, 10_000, 0.0459, 0.0544)],
)
def test_the_interval_is_wilsons(n, of, least, most):
    assert shares.between(n, of) == pytest.approx((least, most), abs=1e-4)


def test_of_nothing_all_may_be_true():
    assert shares.between(0, 0) == (0.0, 1.0)


def test_the_middle_half():
    assert shares.quartiles([1, 2, 3, 4, 5]) == (2, 4)
