"""Funds, by the law of France, and a treasurer."""

import pytest

from hustings.foundation.accounts.roles import Role
from tests.app.money.donations.conftest import _france, charlie, eve, fund, party
from tests.conftest import user

__all__ = ["_france", "charlie", "eve", "fund", "party"]


@pytest.fixture
def dora(db):
    return user("dora", Role.TREASURER)
