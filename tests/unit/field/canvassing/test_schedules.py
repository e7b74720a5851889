"""Any schedule of phones at the same doors comes to the same, and nothing is lost."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast.field.canvassing import schedules
from tests.cast.field.canvassing.schedules import Ours


@settings(max_examples=300, deadline=None)
@given(schedules.histories(), st.randoms(use_true_random=False))
def test_nothing_is_lost_or_doubled_in_any_schedule(steps, dice: random.Random):
    played = Ours(steps)
    assert (played.lost, played.doubled, played.unequal, played.reordered(dice)) == (0, 0, 0, 0)


def test_an_afternoon_of_pairs_with_wrong_clocks_and_kills_loses_nothing():
    dice = random.Random(7)
    played = Ours(list(schedules.afternoon(dice, phones=8, visits=60, doors_of_pair=30)))
    assert len(played.noted) == 480
    assert (played.lost, played.doubled, played.unequal, played.reordered(dice)) == (0, 0, 0, 0)
