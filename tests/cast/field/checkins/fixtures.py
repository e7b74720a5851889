"""A hall with two doors."""

from collections.abc import Callable

import pytest

from hustings.field.events.models import Event
from hustings.field.events.models.shifts import Shift
from tests.cast.field.checkins import hall
from tests.cast.field.checkins.hall import Phone


@pytest.fixture
def rally(announce: Callable[..., Event]) -> Event:
    """An event in Lyon that began an hour ago."""
    return announce("Meeting", "Lyon", days=0)


@pytest.fixture
def shift(rally: Event) -> Shift:
    return rally.shifts.first() or hall.shift(rally)


@pytest.fixture
def doors(rally: Event) -> tuple[Phone, Phone]:
    """Two of them."""
    return Phone(hall.door(rally, "Door A")), Phone(hall.door(rally, "Door B"))
