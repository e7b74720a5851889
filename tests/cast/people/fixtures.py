"""People for the tests of this app."""

import pytest

from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions
from hustings.people.persons.models import Person


@pytest.fixture
def charlie(france: Zone) -> Person:
    """Supports; lives in Lyon."""
    return actions.add_person(
        given_name="Charlie",
        family_name="Dupont",
        email="charlie@example.org",
        zone=Zone.objects.get(name="Lyon"),
    )
