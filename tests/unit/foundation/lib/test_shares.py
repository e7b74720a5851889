"""What shares may stand for."""

import pytest
from django.utils import translation

from hustings.foundation.lib.display import proportions


@pytest.mark.parametrize(
    ("n", "of", "least", "most"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (3, 40, 0.0258, 0.1987), (500, 10_000, 0.0459, 0.0544)],
)
def test_the_interval_is_wilsons(n, of, least, most):
    assert proportions.between(n, of) == pytest.approx((least, most), abs=1e-4)


def test_of_nothing_all_may_be_true():
    assert proportions.between(0, 0) == (0.0, 1.0)


def test_the_middle_half():
    assert proportions.quartiles([1, 2, 3, 4, 5]) == (2, 4)


def test_a_share_in_words_is_fine_enough_for_rare_things_and_stays_together():
    with translation.override("fr"):
        assert [proportions.percent(rate) for rate in (0.125, 0.0016)] == ["12,5\u00a0%", "0,16\u00a0%"]


def test_a_share_in_short_has_one_decimal_and_never_rounds_some_to_none_or_to_all():
    rates = (0, 0.0004, 0.0005, 0.119, 0.9994, 0.9997, 1)
    words = ["0.0", "<0.1", "0.1", "11.9", "99.9", ">99.9", "100"]
    with translation.override("en"):
        assert [proportions.rounded(rate) for rate in rates] == [f"{word}\u00a0%" for word in words]
        assert proportions.span(0.119, 0.143) == "11.9–14.3\u00a0%"
        assert proportions.span(0.05, 0.05) == "5.0\u00a0%"
        assert proportions.span(0, 0.0004) == "<0.1\u00a0%"
    with translation.override("fr"):
        assert proportions.span(0.9, 1) == "90,0–100\u00a0%"


def test_a_mean_of_few_may_stand_for_much():
    """As tables of Student's distribution say: 95 %, two-sided."""
    for free, quantile in [(1, 12.706), (4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (1000, 1.962)]:
        low, high = proportions.around(0, 1, free + 1)
        assert high * (free + 1) ** 0.5 == pytest.approx(quantile, abs=0.005) and low == -high
    assert proportions.around(3, 0, 1) == (3, 3)


@pytest.mark.parametrize(("population", "n"), [(100, 80), (500, 217), (1_000, 278), (10_000, 370)])
def test_of_a_closed_circle_fewer_say_as_much(population, n):
    """Krejcie and Morgan's table (1970): so many of a population, and half of them, stand for five points."""
    least, most = proportions.between(n // 2, n, population=population)
    assert (most - least) / 2 == pytest.approx(0.05, abs=0.002)


def test_where_all_have_answered_nothing_is_left_to_chance():
    assert (
        proportions.between(30, 40, population=40)
        == (0.75, 0.75)
        == proportions.between(30, 40, population=30)
    )
    assert proportions.around(3, 1.5, 40, population=40) == (3, 3)
    wide, narrow = proportions.around(3, 1.5, 40), proportions.around(3, 1.5, 40, population=79)
    assert (narrow[1] - 3) / (wide[1] - 3) == pytest.approx((39 / 78) ** 0.5)
