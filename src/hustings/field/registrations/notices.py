"""Notices written down and queued, in the transaction of what they tell."""

from collections.abc import Collection, Iterable

from hustings.field.registrations.models import Notice, Seat
from hustings.field.registrations.tasks import send_notice

CHUNK = 500


def tell(registration: int, kind: Notice.Kind, about: object = "") -> None:
    """Mail this once: what was told is not told again."""
    tell_all([registration], kind, about)


def tell_all(registrations: Iterable[int], kind: Notice.Kind, about: object = "") -> None:
    """The same to many: in chunks, since each is a row and a task."""
    numbers = list(registrations)
    for at in range(0, len(numbers), CHUNK):
        _write([Notice(registration_id=pk, kind=kind, about=str(about)) for pk in numbers[at : at + CHUNK]])


def offered(seats: Collection[Seat]) -> None:
    for seat in seats:
        tell(seat.registration_id, Notice.Kind.OFFERED, seat.pk)


def _write(rows: list[Notice]) -> None:
    """The rows that are not there yet, each with its task."""
    about = {(row.registration_id, row.kind, row.about) for row in rows}
    among = Notice.objects.filter(registration__in=[row.registration_id for row in rows])
    there = set(among.values_list("registration", "kind", "about"))
    fresh = [row for row in rows if (row.registration_id, row.kind, row.about) in about - there]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    keys = [row.registration_id for row in fresh]
    unsent = Notice.objects.filter(registration__in=keys, mailed_at=None, dropped_at=None)
    for pk in unsent.filter(kind__in={row.kind for row in fresh}).values_list("pk", flat=True):
        send_notice.enqueue(pk)
