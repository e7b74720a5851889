"""Registrations of an event on their way out as rows; who was in them is written down, as of all exports."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events.models import Event
from hustings.field.registrations.models import EventQuestion, Seat, SeatQuerySet
from hustings.field.registrations.questions import answers
from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import keyset, packed_keys
from hustings.people.persons.access import masking
from hustings.people.persons.models import Person
from hustings.people.persons.rights import EXPORT_PEOPLE
from hustings.people.privacy.actions import exports
from hustings.people.privacy.export_rows import MARK
from hustings.people.privacy.models import Export

CHUNK = 500
HEADER = [
    "hustings_id", "given_name", "family_name", "email", "shift", "state", "n", "waiting_position",
    "asked_at", "attended_at", MARK,
]  # fmt: skip


def export(*, event: Event, user: User) -> Iterator[bytes]:
    """Seats and the waiting list as CSV, of people whom ``user`` may export."""
    wanted = Q(person__in=Person.objects.visible_to(user, EXPORT_PEOPLE))
    if access.everywhere(user, EXPORT_PEOPLE):
        wanted |= Q(person=None)
    found = Seat.objects.live().filter(wanted, shift__event=event)
    name = _("registrations for “%(event)s”") % {"event": event}
    row = Export.objects.create(user=user, people=name[:200], columns=["registrations"], format="csv")
    keys = packed_keys.Keys()
    asked = answers.of_event(event)
    exported = exports.Exported(row, _rows(found, user, asked, exports.mark(row), keys), keys)
    header = [*HEADER[:-1], *(str(one) for one in asked), MARK]
    return exported.csv(header, delimiter=",", bom=True)


def _rows(
    found: SeatQuerySet, user: User, asked: Sequence[EventQuestion], mark: str, keys: packed_keys.Keys
) -> Iterator[list[list[Any]]]:
    found = found.select_related("person", "registration", "shift__event")
    line = _line(found)
    for chunk in keyset.walk(found, CHUNK):
        keys.add(seat.person_id for seat in chunk if seat.person_id)
        yield [[*_row(seat, user, line), *_answers(seat, asked), mark] for seat in chunk]


def _answers(seat: Seat, asked: Sequence[EventQuestion]) -> list[str]:
    given = seat.registration.answers
    return [answers.said(one, given[one.key]) if one.key in given else "" for one in asked]


def _line(found: SeatQuerySet) -> dict[int, int]:
    """Places of those who wait, from 1 on in each shift."""
    shifts = found.order_by().values("shift")
    rows = Seat.objects.waiting().filter(shift__in=shifts).order_by("shift", "position")
    n: Counter[int] = Counter()
    line = {}
    for pk, shift in rows.values_list("pk", "shift"):
        n[shift] += 1
        line[pk] = n[shift]
    return line


def _row(seat: Seat, user: User, line: Mapping[int, int]) -> list[Any]:
    typed = seat.registration
    return [
        str(seat.person.uid) if seat.person else "", typed.given_name, typed.family_name,
        masking.for_user(user, typed.address), str(seat.shift), str(seat.state.label), seat.n,
        line.get(seat.pk, ""), _local(seat.asked_at), _local(seat.attended_at),
    ]  # fmt: skip


def _local(at: dt.datetime | None) -> str:
    """Day and time by the campaign's clock, as spreadsheets read it."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""
