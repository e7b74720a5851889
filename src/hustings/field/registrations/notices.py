"""Notices written down and queued, in the transaction of what they tell."""

from collections.abc import Collection
from typing import Any

from hustings.field.events.models import Event
from hustings.field.registrations import notice_rows
from hustings.field.registrations.models import Notice, Seat
from hustings.field.registrations.tasks import send_notice, tell_participants


def tell(registration: int, kind: Notice.Kind, about: object = "") -> None:
    """Mail this once: what was told is not told again."""
    tell_all([registration], kind, about)


def tell_all(registrations: Collection[int], kind: Notice.Kind, about: object = "") -> None:
    """The same to some; whoever tells thousands leaves it to ``tell_everyone``."""
    for pk in notice_rows.write(registrations, kind, str(about)):
        send_notice.enqueue(pk)


def tell_everyone(event: Event, kind: Notice.Kind, about: str, was: dict[str, Any] | None = None) -> None:
    """Mail all who are registered, later: they may be thousands."""
    tell_participants.enqueue(event.pk, kind.value, about, was or {})


def offered(seats: Collection[Seat]) -> None:
    for seat in seats:
        tell(seat.registration_id, Notice.Kind.OFFERED, seat.pk)
