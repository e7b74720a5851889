"""Check-ins of a person: in their download, and gone when they are erased."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.field.checkins import settling, tickets
from hustings.field.checkins.models import CheckIn, Finding, Ticket
from hustings.foundation.contributions import Contribution
from hustings.foundation.sync.models import LoggedEntry
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts


def _rows(person: Person) -> list[tuple[Any, ...]]:
    rows = Ticket.objects.filter(seat__person=person).select_related("event", "seat__shift", "check_in")
    found = []
    for row in rows.order_by("-event__starts_at", "-pk"):
        came = getattr(row, "check_in", None)
        found.append(
            (row.event.title, str(row.seat.shift), tickets.short(row.number), row.seat.n,
             came.at if came else None, came.door if came else "", row.revoked_at)
        )  # fmt: skip
    return found


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Delete entries of their tickets, before their seats go. Phones drop them when their time is over."""
    found = list(Ticket.objects.filter(seat__person__in=people).values_list("event", "key"))
    for event in {event for event, _key in found}:
        of_tickets = [key for of, key in found if of == event]
        for at in range(0, len(of_tickets), 500):
            part = of_tickets[at : at + 500]
            log = LoggedEntry.objects.filter(stream__kind=settling.KIND, stream__subject=event, key__in=part)
            log.delete()
            CheckIn.objects.filter(event=event, key__in=part).delete()
            Finding.objects.filter(event=event, key__in=part).delete()


part = Contribution(
    parts.my_data(
        parts.Part(
            "check_ins",
            _("Tickets and entries"),
            {
                "event": _("event"),
                "shift": _("shift"),
                "code": _("code of the ticket"),
                "people": _("people"),
                "entered_at": _("checked in"),
                "door": _("door"),
                "revoked_at": _("ticket withdrawn"),
            },
            _rows,
        ),
    ),
    erasure_hooks.erasers(erase),
)
