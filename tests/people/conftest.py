"""People for the tests of this app."""

import pytest

from hustings.people import actions
from hustings.people.models import Person
from hustings.territories.models import Zone


@pytest.fixture
def charlie(france: Zone) -> Person:
    """Supports; lives in Lyon."""
    return actions.add_person(
        given_name="Charlie",
        family_name="Dupont",
        email="charlie@example.org",
        zone=Zone.objects.get(name="Lyon"),
    )
