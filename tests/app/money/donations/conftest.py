"""Funds and a donor."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from hustings.money.donations.models import Fund
from hustings.money.ledger.models import Books
from hustings.people.persons.models import Person
from tests.cast.money.donations import fixtures
from tests.cast.money.ledger import fixtures as of_ledger


@pytest.fixture(autouse=True)
def _france(db: Any) -> Iterator[None]:
    fixtures.france()
    with translation.override("en"):
        yield


@pytest.fixture
def fund() -> Fund:
    """A candidate's."""
    return fixtures.candidate()


@pytest.fixture
def party() -> Fund:
    return fixtures.party()


@pytest.fixture
def charlie() -> Person:
    """Somebody who gives."""
    return Person.objects.create(given_name="Charlie", family_name="Martin")


@pytest.fixture
def eve() -> Person:
    """Somebody else, or so it seems."""
    return Person.objects.create(given_name="Charly", family_name="Martin")


@pytest.fixture
def books(db: Any) -> Books:
    """Without a fund."""
    return of_ledger.books()
