"""No history leaves a group without a host, or hands one over without a yes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from tests.cast.field.groups.histories import History, play, rolled_back

pytestmark = pytest.mark.django_db


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(1_000, 10**6), steps=st.integers(1, 40))
def test_random_histories_keep_groups_hosted(france: Zone, dora: User, seed: int, steps: int) -> None:
    with rolled_back():
        History(seed).run(steps)


def test_the_same_histories_at_each_run(france: Zone, dora: User) -> None:
    assert play(range(6)) == 6
