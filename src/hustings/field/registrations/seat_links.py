"""Links of a seat that apps above add, such as its ticket: for a participant’s page and mails."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hustings.field.registrations.models import Seat
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class SeatLink:
    """Words and a path, in the language of now. Whoever has the link may use it."""

    label: Any
    path: str


links = Registry[Callable[[Seat], SeatLink | None]]("registrations.seat_links.links")


def of(seat: Seat) -> list[SeatLink]:
    """All links of one seat."""
    found = (build(seat) for build in links.all())
    return [link for link in found if link]
