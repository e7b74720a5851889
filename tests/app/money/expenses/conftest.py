"""Books of a candidate, and those who keep them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.money.ledger.models import Books
from tests.cast.money.donations.fixtures import france as rules_of_france
from tests.cast.money.expenses import fixtures
from tests.conftest import user


@pytest.fixture(autouse=True)
def _france(db: Any) -> Iterator[None]:
    rules_of_france()
    with translation.override("en"):
        yield


@pytest.fixture
def books() -> Books:
    return fixtures.candidate()


@pytest.fixture
def tom() -> User:
    """A treasurer."""
    return user("tom", Role.TREASURER)


@pytest.fixture
def tess() -> User:
    """Another one."""
    return user("tess", Role.TREASURER)
