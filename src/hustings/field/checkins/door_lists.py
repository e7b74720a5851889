"""Tickets of an event, and the list that its doors take along: digests of ticket numbers, and no names."""

import base64
import hmac
import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from hustings.field.checkins import keys, tickets
from hustings.field.checkins.models import DoorPlan, Ticket
from hustings.field.checkins.rules import Rules
from hustings.field.events.models import AgendaPage, Event
from hustings.field.events.models.shifts import Shift
from hustings.field.registrations.models import Seat
from hustings.foundation.lib.web import qr
from hustings.site.website import listings

AT_NO_TIME = datetime(1970, 1, 2, tzinfo=UTC)
_VALID_AFTER = 12 * 3600  # seconds that a ticket outlives its event
_DIGEST = 9  # bytes of a key: 12 characters


def plan_of(event: Event) -> DoorPlan:
    """Its rules; the first call makes them."""
    return DoorPlan.objects.get_or_create(event=event)[0]


def key_of(number: int, salt: bytes) -> str:
    """Digest by which lists and logs know a ticket."""
    digest = hmac.digest(salt, number.to_bytes(5, "big"), sha256)[:_DIGEST]
    return base64.urlsafe_b64encode(digest).decode()


def issue(event: Event, seats: Iterable[int] | None = None) -> None:
    """Give a ticket to each seat of an event that is taken and has none, or to these seats."""
    lacking = Seat.objects.seated().filter(shift__event=event, ticket=None)
    if seats is not None:
        lacking = lacking.filter(pk__in=list(seats))
    found = list(lacking.order_by("pk").values_list("pk", flat=True))
    if not found:
        return
    salt = bytes(plan_of(event).salt)
    given = set(Ticket.objects.filter(event=event).values_list("number", flat=True))
    made = []
    for seat in found:
        while (number := secrets.randbits(tickets.NUMBER_BITS)) in given:
            pass
        given.add(number)
        made.append(Ticket(seat_id=seat, event=event, number=number, key=key_of(number, salt)))
    Ticket.objects.bulk_create(made, batch_size=500, ignore_conflicts=True)  # whoever was first


def ticket_of(seat: Seat) -> Ticket | None:
    """The ticket of a seat that is taken."""
    event = seat.shift.event
    issue(event, [seat.pk])
    return Ticket.objects.select_related("seat__shift__event").filter(seat=seat).first()


def text_of(ticket: Ticket) -> str:
    """Text of its QR code, signed by the key of now."""
    seat = ticket.seat
    until = int(seat.shift.over_at.timestamp()) + _VALID_AFTER
    number, key = keys.signing()
    return tickets.encoded(tickets.Ticket(ticket.event_id, ticket.number, seat.n, until), number, key)


def shifts_of(event: Event) -> list[Shift]:
    """In the order by which lists name them."""
    return sorted(event.shifts.all(), key=lambda shift: (shift.begins_at, shift.pk))


def rules_of(plan: DoorPlan, shifts: Sequence[Shift]) -> Rules:
    """Rules by which the doors decide."""
    before, is_closed = plan.opens_before, plan.closes_at_end
    return Rules(
        plan.may_reenter,
        [
            (
                None if before is None else shift.begins_at.timestamp() - 60 * before,
                shift.over_at.timestamp() if is_closed else None,
            )
            for shift in shifts
        ],
    )


def _join(event: Event) -> dict[str, str] | None:
    """Address at which people without a ticket sign up on their own phones."""
    link = listings.address(AgendaPage, event.path, get_language() or "") if event.is_shown else ""
    return {"link": link, "qr": str(qr.in_page(link))} if link else None


def snapshot(event: Event) -> dict[str, Any]:
    """Snapshot that a phone takes along. Lines of ``tickets``: key, people, shift; ``revoked``: keys."""
    keys.signing()  # so that tickets which are shown later are known, too
    issue(event)
    plan, shifts = plan_of(event), shifts_of(event)
    numbers = {shift.pk: at for at, shift in enumerate(shifts)}
    rows = Ticket.objects.filter(event=event).select_related("seat").defer("seat__mailbox").order_by("key")
    valid, revoked, expected = [], [], 0
    for row in rows:
        if row.is_valid:
            valid.append(f"{row.key} {row.seat.n} {numbers[row.seat.shift_id]}")
            expected += row.seat.n
        else:
            revoked.append(row.key)
    rules = rules_of(plan, shifts)
    return {
        "join": _join(event),
        "event": event.pk, "time_zone": event.time_zone, "salt": base64.b64encode(bytes(plan.salt)).decode(),
        "keys": {str(number): base64.b64encode(raw).decode() for number, raw in keys.public_bytes().items()},
        "rules": {"reentry": rules.reentry, "windows": [list(window) for window in rules.windows]},
        "shifts": [
            {"names": shift.names, "starts_at": shift.begins_at.isoformat()} for shift in shifts
        ],
        "tickets": "\n".join(valid), "revoked": "\n".join(revoked), "expected": expected,
        "taken_at": timezone.now().isoformat(),
    }  # fmt: skip
