"""An event with seats, and people who register."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from hustings.field.events.models import Event, Shift
from hustings.field.registrations import actions
from hustings.field.registrations.models import Registration, Seat
from hustings.people.signups.public_forms import stamp
from mailguard.identifiers import addresses
from tests.cast.people import submissions


def held(capacity: int | None = 2, *, days: float = 3, **more: Any) -> Event:
    """An event that takes registrations, with one shift of so many seats."""
    begins = timezone.now() + dt.timedelta(days=days)
    words: dict[str, Any] = {
        "titles": {"fr": "Réunion", "en": "Meeting"},
        "time_zone": "Europe/Paris",
        **more,
    }
    event = Event(starts_at=begins, shown_at=timezone.now(), takes_registrations=True, **words)
    event.fit()
    event.save()
    Shift.objects.create(event=event, capacity=capacity)
    return event


def registered(event: Event, address: str, *, confirm: bool = True, **more: Any) -> Registration:
    """A registration by the actions, confirmed unless told otherwise."""
    shifts = more.pop("wished", None) or sorted(event.shifts.values_list("pk", flat=True))
    words = {"given_name": "Charlie", "language": "fr", "source": "/fr/", "consents": {}, **more}
    typed = Registration.typed(event=event, address=addresses.read(address), wished=shifts, **words)
    made = actions.register(registration=typed)
    assert made
    return submissions.confirm(made) if confirm else made


def states(event: Event) -> list[str]:
    """Of all seats that were not given back, by shift and position."""
    rows = Seat.objects.live().filter(shift__event=event).order_by("shift", "position")
    return [str(seat.state) for seat in rows]


def taken(event: Event) -> list[int]:
    return list(event.shifts.order_by("pk").values_list("taken", flat=True))


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "TOO_FAST", 0)


Run = Callable[[], int]
