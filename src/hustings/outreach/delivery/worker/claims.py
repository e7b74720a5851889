"""Claims of workers on deliveries, and what their letters need. Sets of rows in short transactions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from hustings.foundation.lib import trap_addresses
from hustings.foundation.webhooks import outbox
from hustings.outreach.delivery import frequency_cap, send_windows, webhook_events
from hustings.outreach.delivery.measuring_answers import measuring_answers
from hustings.outreach.delivery.models import Delivery, DeliveryQuerySet, WorkerLease
from hustings.outreach.delivery.models.reasons import NotSent
from hustings.outreach.delivery.throttles import Letter, Map
from hustings.outreach.emails import composition, conditions
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Consent, Person

State = Delivery.State
_Row = tuple[int, int, str, int, str, datetime | None]  # number, person, address, attempts, version, place


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is ours, and what its letter needs. ``unfit``: the code why it must not leave."""

    key: int
    address: str
    language: str
    given_name: str
    family_name: str
    town: str
    unfit: str
    road: str = ""  # what its pace is kept under: see carrying/roads.py
    attempts: int = 0
    says: bool | None = None  # yes or no to being measured
    version: str = ""
    segments: frozenset[int] = frozenset()  # of parts of the letter, those that they are in
    person: int = 0
    zone: int | None = None
    until: datetime | None = None  # it may leave before then
    said: str = ""  # more of why it must not


# --- Claiming --------------------------------------------------------------------------------------
@transaction.atomic
def claim(
    carrier: WorkerLease, mailing: Mailing, n: int, *, measures: bool = False, roads: Map | None = None
) -> list[Claim]:
    """Take up to ``n`` due deliveries; others take others at the same time.

    Letters that have to wait get a later time, so fewer may come back. A closed worker gets none: nobody
    would queue again what it claims.
    """
    if not WorkerLease.objects.select_for_update().filter(pk=carrier.pk):
        return []
    due = _due(mailing, timezone.now()).filter(mailing__state__in=Mailing.MOVING).order_by("due_at")
    locked = due.select_for_update(skip_locked=True, of=("self",))
    columns = ["pk", "person_id", "address", "attempts", "version", "slot_at"]
    rows: list[_Row] = list(locked.values_list(*columns)[:n])
    found = list(_in_time(mailing, _read(mailing, rows, measures)))
    if roads:
        found = _along(roads, [replace(each, road=roads.of(each.address)) for each in found], rows)
    ours = Delivery.objects.filter(pk__any_of=[each.key for each in found])
    ours.update(state=State.CLAIMED, carrier=carrier)
    return found


def _due(mailing: Mailing, now: datetime) -> DeliveryQuerySet:
    """The letters whose time has come, once the time in which sending can be undone is over."""
    is_over = Q(mailing__leaves_at=None) | Q(mailing__leaves_at__lte=now)
    return Delivery.objects.filter(is_over, mailing=mailing, state=State.QUEUED, due_at__lte=now)


def _in_time(mailing: Mailing, found: list[Claim]) -> Iterator[Claim]:
    """Those that may leave now, or never; the others are put off."""
    now = timezone.now()
    fit = [each for each in found if not each.unfit]
    limit = frequency_cap.of(mailing)
    pressed = frequency_cap.pressed(mailing, {each.person for each in fit}, now)
    by_zone = send_windows.by_zone(mailing, {each.zone for each in fit}, now)
    waits = {}
    for each in found:
        when = by_zone.get(each.zone or send_windows.NO_ZONE)
        if each.unfit:
            yield each
        elif each.person in pressed and mailing.pressed == Mailing.Pressed.LEFT_OUT:
            yield replace(each, unfit=NotSent.PRESSED)
        elif limit and each.person in pressed:
            waits[each.key] = send_windows.Wait(pressed[each.person], limit.reason)
        elif isinstance(when, send_windows.Wait):
            waits[each.key] = when
        else:
            yield replace(each, until=when.until if when else None)
    send_windows.put_off(waits)


def _along(roads: Map, found: list[Claim], rows: list[_Row]) -> list[Claim]:
    """Those that may leave now; the others are put off."""
    now, slots = timezone.now(), {row[0]: row[5] for row in rows}
    letters = [Letter(each.key, each.road, slots[each.key]) for each in found if not each.unfit]
    placed, waits = roads.share_out(letters, now)
    if placed:
        Delivery.objects.filter(pk__any_of=placed).update(slot_at=now)
    groups: dict[tuple[datetime, datetime | None], list[int]] = {}
    for wait in waits:
        groups.setdefault((wait.due_at, wait.slot_at), []).append(wait.key)
    for (due_at, slot_at), some in groups.items():
        Delivery.objects.filter(pk__any_of=some).update(due_at=due_at, slot_at=slot_at)
    late = {wait.key for wait in waits}
    return [each for each in found if each.key not in late]


def _read(mailing: Mailing, rows: list[_Row], measures: bool) -> list[Claim]:
    """What the letters need, table by table: in one joined question the planner reads whole tables."""
    people = {person for _, person, *_ in rows}
    agreed = Consent.objects.live().filter(person__id__any_of=people, purpose=mailing.purpose)
    may = set(agreed.order_by().values_list("person_id", flat=True))
    willing = set(Person.objects.filter(pk__any_of=people).open_to_mail().values_list("pk", flat=True))
    choosing = _choosing(mailing, people)
    emails = audience.usable_emails().filter(person__id__any_of=people).values_list("person_id", "address")
    nobodys = trap_addresses.among([address.lower() for _person, address in emails])
    rest = [each for each in emails if each[1].lower() not in nobodys]
    usable = dict(reversed(rest))  # the first of each person
    details = {row[0]: row[1:] for row in _details(people)}
    says = measuring_answers(people) if measures else {}
    inside = conditions.members(mailing.conditions, people)
    moved: list[Delivery] = []
    claims = []
    for key, person, address, attempts, version, _slot in rows:
        unfit = "" if person in may else NotSent.NO_CONSENT
        usable_now = usable.get(person)
        unfit = unfit or ("" if person in willing else NotSent.NO_MAIL)
        unfit = unfit or ("" if person in choosing else NotSent.OFF_TOPIC)
        unfit = unfit or ("" if usable_now else NotSent.NO_ADDRESS)
        if usable_now and usable_now != address:
            moved.append(Delivery(pk=key, address=usable_now))
        language, given, family, kind, zone, around, home = details[person]
        town = composition.town_of(kind, zone, around)
        claims.append(
            Claim(
                key,
                usable_now or address,
                language,
                given,
                family,
                town,
                unfit,
                "",
                attempts,
                says.get(person),
                version,
                inside.get(person, frozenset()),
                person,
                home,
            )
        )
    Delivery.objects.bulk_update(moved, ["address"])
    return claims


def _choosing(mailing: Mailing, people: set[int]) -> set[int]:
    if not mailing.topic:
        return people
    return set(Person.objects.filter(mailing.topic.wanted(), pk__any_of=people).values_list("pk", flat=True))


def _details(people: set[int]) -> Any:
    return Person.objects.filter(pk__any_of=people).order_by().values_list(
        "pk", "language", "given_name", "family_name", "zone__kind", "zone__name", "zone__parent__name",
        "zone_id",
    )  # fmt: skip


# --- The whole mailing -----------------------------------------------------------------------------
@transaction.atomic
def finish(mailing: Mailing) -> bool:
    """Close the mailing where nothing of it is left to do. A letter of a sequence stays open."""
    if mailing.is_step:
        return False
    Mailing.objects.select_for_update().get(pk=mailing.pk)  # nobody queues a letter again between the two
    if Delivery.objects.filter(mailing=mailing).open().exists():
        return False
    done = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.SENDING)
    is_done = bool(
        done.update(state=Mailing.State.SENT, finished_at=timezone.now(), problem="", problem_said="")
    )
    if is_done:
        outbox.tell(webhook_events.SENT, mailing.pk)
    return is_done


def is_due(mailing: Mailing) -> bool:
    return _due(mailing, timezone.now()).exists()


def next_due(mailing: Mailing) -> datetime | None:
    """When there is something to do again: a letter is due, or another worker's lease may lapse."""
    rows = Delivery.objects.filter(mailing=mailing)
    due = rows.filter(state=State.QUEUED).aggregate(at=Min("due_at"))["at"]
    leaves_at = Mailing.objects.filter(pk=mailing.pk).values_list("leaves_at", flat=True).first()
    due = max(due, leaves_at) if due and leaves_at else due
    held = rows.filter(state__in=[State.CLAIMED, State.SENDING]).exists()
    lapse = WorkerLease.objects.aggregate(at=Min("expires_at"))["at"] if held else None
    times = [time for time in (due, lapse) if time]
    return min(times) if times else None
