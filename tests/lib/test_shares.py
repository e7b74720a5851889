"""What shares may stand for."""

import pytest
from django.utils import translation

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


def test_a_share_in_words_is_fine_enough_for_rare_things_and_stays_together():
    with translation.override("fr"):
        assert [shares.percent(rate) for rate in (0.125, 0.0016)] == ["12,5\u00a0%", "0,16\u00a0%"]


def test_a_mean_of_few_may_stand_for_much():
    """As tables of Student's distribution say: 95 %, two-sided."""
    for free, quantile in [(1, 12.706), (4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (1000, 1.962)]:
        low, high = shares.around(0, 1, free + 1)
        assert high * (free + 1) ** 0.5 == pytest.approx(quantile, abs=0.005) and low == -high
    assert shares.around(3, 0, 1) == (3, 3)
