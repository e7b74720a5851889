"""Notices written down and queued, in the transaction of what they tell."""

from collections.abc import Collection, Iterable

from hustings.field.registrations.models import Notice, Seat


def tell(registration: int, kind: Notice.Kind, about: object = "") -> None:
    """Mail this once: what was told is not told again."""
    tell_all([registration], kind, about)


def tell_all(registrations: Iterable[int], kind: Notice.Kind, about: object = "") -> None:
    for registration in registrations:
        Notice.objects.get_or_create(registration_id=registration, kind=kind, about=str(about))


def offered(seats: Collection[Seat]) -> None:
    for seat in seats:
        tell(seat.registration_id, Notice.Kind.OFFERED, seat.pk)
