"""Filling of call lists from their segments, in pieces; safe to run twice and beside callers."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from hustings.foundation.territories.models import Containment
from hustings.outreach.calls import barred, clock, grounds
from hustings.outreach.calls.models import Callee, CallList
from hustings.people.contacts import pressure
from hustings.people.persons.models import Person
from hustings.people.segments import criteria

CHUNK = 1_000
WINDOW = timedelta(days=30)
REOPENED = [Callee.End.NO, Callee.End.BARRED, Callee.End.NO_NUMBER, Callee.End.LEFT]
Told = Callable[[int], object]


def people(call_list: CallList) -> QuerySet[Any]:
    """Those whom the list is for, whatever they said: of its segment and territory."""
    found = criteria.compile(call_list.segment.criteria)
    if call_list.zone_id is None:
        return found
    return found.filter(zone__in=Containment.objects.filter(outer=call_list.zone_id).values("inner"))


def fill(call_list: CallList, told: Told = lambda n: None) -> int:
    """Add newcomers, take out those who left or said no, count contacts anew; how many are on it."""
    now = clock.now()
    seen: set[int] = set()
    for keys in _pieces(people(call_list)):
        first = _first(call_list, keys)
        seen |= _write(call_list, keys, first, now)
        told(len(seen))
    _end_others(call_list, seen, now)
    CallList.objects.filter(pk=call_list.pk).update(filled_at=now, law="")
    grounds.tell_apart(call_list)
    return len(seen)


def _pieces(found: QuerySet[Any]) -> Iterator[list[int]]:
    last = 0
    ordered = found.order_by("pk")
    while keys := list(ordered.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        yield keys
        last = keys[-1]


def _first(call_list: CallList, keys: Sequence[int]) -> set[int]:
    if call_list.first_segment is None:
        return set()
    found = criteria.compile(call_list.first_segment.criteria).filter(pk__in=keys)
    return set(found.values_list("pk", flat=True))


@transaction.atomic
def _write(call_list: CallList, keys: list[int], first: set[int], now: datetime) -> set[int]:
    """One piece: rows for those who may be called; the others are ended, if they are on it."""
    found = barred.willing(Person.objects.filter(pk__in=keys))
    rows = list(found.values_list("pk", "zone", "number", "has_number"))
    willing = {person: zone for person, zone, _number, _has in rows}
    own = {person for person, _zone, _number, has_number in rows if has_number}
    allowed = {person: number for person, _zone, number, _has in rows if number}
    contacts = pressure.of(keys, now - WINDOW)
    Callee.objects.bulk_create(
        (
            Callee(
                call_list=call_list, person_id=person, number=number, zone_id=willing[person],
                shuffle=random.getrandbits(30), due_at=now,
            )
            for person, number in allowed.items()
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    _renew(call_list, allowed, willing, first, contacts)
    _bar(call_list, keys, set(willing), own, set(allowed), now)
    return set(allowed)


def _renew(
    call_list: CallList,
    allowed: dict[int, str],
    zones: dict[int, Any],
    first: set[int],
    contacts: dict[int, int],
) -> None:
    """Renew what may have changed: number, place, contacts, priority; a no that was taken back."""
    changed = []
    for row in call_list.callees.filter(person__in=allowed).select_for_update(of=("self",)):
        old = (row.number, row.zone_id, row.pressure, row.priority, row.end)
        row.number = row.number if row.claimed_by_id else allowed[row.person_id]
        row.zone_id = zones[row.person_id]
        row.pressure = contacts.get(row.person_id, 0)
        row.priority = int(row.person_id in first)
        if row.end in REOPENED:
            row.end, row.done_at = "", None
        if old != (row.number, row.zone_id, row.pressure, row.priority, row.end):
            changed.append(row)
    Callee.objects.bulk_update(
        changed, ["number", "zone", "pressure", "priority", "end", "done_at"], batch_size=200
    )


def _bar(
    call_list: CallList, keys: list[int], willing: set[int], own: set[int], allowed: set[int], now: datetime
) -> None:
    waiting = call_list.callees.filter(done_at=None, claimed_by=None)
    for end, persons in (
        (Callee.End.NO, set(keys) - willing),
        (Callee.End.NO_NUMBER, willing - own),
        (Callee.End.BARRED, own - allowed),
    ):
        if persons:
            waiting.filter(person__in=persons).update(done_at=now, end=end)


def _end_others(call_list: CallList, seen: set[int], now: datetime) -> None:
    """Those who are no longer in the segment are called no more; a promised call back is kept."""
    waiting = call_list.callees.filter(done_at=None, claimed_by=None, call_back_at=None)
    gone = [pk for pk, person in waiting.values_list("pk", "person").iterator() if person not in seen]
    for start in range(0, len(gone), CHUNK):
        waiting.filter(pk__in=gone[start : start + CHUNK]).update(done_at=now, end=Callee.End.LEFT)
