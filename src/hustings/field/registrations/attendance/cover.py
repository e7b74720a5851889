"""Replacements for a shift: the fitting people who were bothered least are asked until it is filled.

Nobody is asked who gets enough mail already, wants none, holds a seat, or was asked lately.
"""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hustings.field.events.models import Event, Shift, hosting_groups
from hustings.field.groups.models import Membership
from hustings.field.registrations import actions, openings
from hustings.field.registrations.attendance import callers, tasks
from hustings.field.registrations.models import CoverAsk, CoverRequest, Registration, Seat
from hustings.field.volunteers.models import Volunteer
from hustings.foundation import jobs
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery import frequency_cap
from hustings.outreach.mailings import audience
from hustings.people.persons.models import Email, Person, Purpose
from hustings.people.segments.criteria import places

log = logging.getLogger(__name__)
MOST = 60  # asked for one shift
NEAR = 30.0  # kilometres
BACK = dt.timedelta(days=730)
REST = dt.timedelta(days=14)  # between two asks of a person
WAVE = dt.timedelta(minutes=45)  # before more are asked
LEAST = dt.timedelta(hours=2)  # before the shift begins
_AT_ONCE = 2  # asked for each place that is short
_LOOKED_AT = 2_000


class Refused(Exception):
    """Nobody is asked; the name says why."""


class UnderWay(Refused):
    """People are being asked for this shift already."""


class Closed(Refused):
    """One can't register for this shift."""


class Covered(Exception):
    """All places are taken by now, or it is over."""


def begin(*, shift: Shift, wanted: int, most: int, user: User) -> CoverRequest:
    """Ask for ``wanted`` people; the first few now, more as long as it is not filled."""
    with transaction.atomic():
        held = Shift.objects.select_related("event").select_for_update(of=("self",)).get(pk=shift.pk)
        if openings.refusal(held.event, [held]) or held.begins_at < timezone.now() + LEAST:
            raise Closed
        if CoverRequest.objects.filter(shift=held, closed_at=None).exists():
            raise UnderWay
        made = CoverRequest.objects.create(
            shift=held, wanted=wanted, most=min(most, MOST), user=user, asked_at=timezone.now()
        )
    log.info("registrations.cover request=%s shift=%s wanted=%s", made.pk, held.pk, wanted)
    ask_more(made.pk)
    return made


def go_on() -> int:
    """Ask more people where places are still short: a scheduled job. How many were asked."""
    rows = CoverRequest.objects.filter(closed_at=None).values_list("pk", flat=True)
    return sum(ask_more(pk) for pk in rows)


def ask_more(pk: int) -> int:
    """One wave: nobody while the last one has time to answer. Safe twice."""
    with transaction.atomic():
        request = CoverRequest.objects.select_for_update(of=("self",)).get(pk=pk)
        shift = Shift.objects.select_related("event", "event__group").get(pk=request.shift_id)
        short = missing(request)
        is_late = shift.begins_at < timezone.now() + LEAST
        if request.closed_at or short <= 0 or is_late or openings.refusal(shift.event, [shift]):
            close(request)
            return 0
        asks = request.asks.all()
        n_open = asks.open().filter(made_at__gt=timezone.now() - WAVE).count()
        n = min(_AT_ONCE * short - n_open, request.most - asks.count())
        found = candidates(shift, request.user)[: max(n, 0)]
        made = [CoverAsk.objects.create(request=request, person=person) for person in found]
        for ask in made:
            jobs.enqueue_once(tasks.send_cover_ask, f"cover {ask.pk}", ask.pk)
        return len(made)


def missing(request: CoverRequest) -> int:
    """Places that are still short; none where the shift is full."""
    n = request.wanted - request.asks.all().coming().count()
    shift = Shift.objects.get(pk=request.shift_id)
    return n if shift.capacity is None else min(n, shift.capacity - shift.taken)


def close(request: CoverRequest) -> None:
    """Ask nobody more; whoever still says yes is told that it is filled."""
    CoverRequest.objects.filter(pk=request.pk, closed_at=None).update(closed_at=timezone.now())


def accept(ask: CoverAsk) -> Registration:
    """One click yes: they are registered. Twice is like once. Raises Covered."""
    with transaction.atomic():
        request = CoverRequest.objects.select_for_update(of=("self",)).get(pk=ask.request_id)
        ask = CoverAsk.objects.select_related("person").get(pk=ask.pk)
        shift = Shift.objects.select_related("event").get(pk=request.shift_id)
        if ask.accepted_at:
            mine = Registration.objects.confirmed().filter(event=shift.event_id, person=ask.person_id)
            if there := mine.first():
                return there
            raise Covered
        if request.closed_at or missing(request) <= 0 or openings.refusal(shift.event, [shift]):
            raise Covered
        made = actions.enroll(event=shift.event, person=ask.person, shifts=[shift.pk], source="cover")
        now = timezone.now()
        CoverAsk.objects.filter(pk=ask.pk).update(accepted_at=now, declined_at=None)
        if missing(request) <= 0:
            close(request)
    log.info("registrations.cover_accepted ask=%s", ask.pk)
    return made


def decline(ask: CoverAsk) -> None:
    CoverAsk.objects.filter(pk=ask.pk, accepted_at=None).update(declined_at=timezone.now())


def candidates(shift: Shift, user: Any) -> list[Person]:
    """The fitting whom ``user`` may see, the least bothered first, members of the group before others."""
    event = shift.event
    members = _members(event)
    people = Person.objects.visible_to(user) if user else Person.objects.all()
    found = people.filter(Q(pk__in=members) | Q(pk__in=_came_near(event)) | Q(pk__in=_able(shift)))
    found = _may_be_asked(found, event)
    keys = list(found.order_by("pk").values_list("pk", flat=True)[:_LOOKED_AT])
    bothered, mine = (
        callers.bothers(keys),
        set(members.filter(person__in=keys).values_list("person", flat=True)),
    )
    keys.sort(key=lambda pk: (bothered[pk], pk not in mine, pk))
    rows = Person.objects.in_bulk(keys[:MOST])
    return [rows[pk] for pk in keys[:MOST]]


def _members(event: Event) -> Any:
    groups = [one.pk for one in hosting_groups(event)]
    return Membership.objects.members().filter(group__in=groups).values("person")


def _came_near(event: Event) -> Any:
    """Those who came to events of the group, or close by."""
    near = Q(group=event.group) if event.group_id else Q(pk__in=[])
    if event.point:
        towns = Zone.objects.filter(places.circle(event.point, NEAR)).values("pk")
        near |= places.circle(event.point, NEAR) | Q(latitude=None, zone__in=towns)
    elif event.zone_id:
        near |= Q(zone=event.zone_id)
    past = Event.objects.filter(near, over_at__gt=timezone.now() - BACK)
    came = Seat.objects.filter(shift__event__in=past.values("pk"), attended_at__isnull=False)
    return came.exclude(person=None).values("person")


def _able(shift: Shift) -> Any:
    """Volunteers with a skill that the shift asks for, who would come as far."""
    skills = list(shift.skills.all())
    found = Volunteer.objects.active().filter(person__held_skills__skill__in=skills)
    if shift.event.point:
        found = found.within(shift.event.point)
    return found.values("person")


def _may_be_asked(people: Any, event: Event) -> Any:
    """Those who agreed to mail, get less than the limit, hold no seat, and weren't asked lately."""
    asked = CoverAsk.objects.filter(made_at__gt=timezone.now() - REST).values("person")
    held = Registration.objects.filter(event=event, person__isnull=False).values("person")
    found = people.filter(pk__in=audience.consenting(Purpose.EMAIL)).open_to_mail()
    found = found.filter(pk__in=Email.objects.filter(status__in=audience.USABLE).values("person"))
    found = found.exclude(pk__in=asked).exclude(pk__in=held)
    if limit := frequency_cap.current():
        found = found.exclude(pk__in=frequency_cap.full(limit, timezone.now()))
    return found
