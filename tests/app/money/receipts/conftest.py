"""Funds, by the law of France, and donors who read English."""

import pytest

from hustings.people.persons.models import Person
from tests.app.money.donations.conftest import _france, fund, party

__all__ = ["_france", "fund", "party"]


@pytest.fixture
def charlie():
    return Person.objects.create(given_name="Charlie", family_name="Martin", language="en")


@pytest.fixture
def eve():
    """Somebody else, or so it seems."""
    return Person.objects.create(given_name="Charly", family_name="Martin", language="en")
