"""The rule that no live group is without a host for long: whom the clock asks, one after another.

Co-hosts are asked first, the longest one before the others; then some members; then it is the zone's. All
of it is safe twice: ``watch`` reads how a group stands, and does what is missing.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from hustings.field.groups.health import states
from hustings.field.groups.models import (
    GroupRole,
    Handover,
    LocalGroup,
    Membership,
    MembershipChange,
    Vacancy,
    Why,
)
from hustings.field.groups.tasks import send_offer

log = logging.getLogger(__name__)
Step = Vacancy.Step
MEMBERS_ASKED = 10  # at once: the first to accept takes it


def watch(group: LocalGroup, why: str = Why.LEFT) -> Vacancy | None:
    """Begin, go on with or end the time without a host. The caller holds the group locked."""
    vacancy = group.vacancies.filter(ended_at=None).first()
    if group.closed_at or not group.hosted_at or group.memberships.hosts().exists():
        _end(group, vacancy)
        return None
    if vacancy is None:
        now = timezone.now()
        due_at = now + timedelta(days=group.rules.vacancy_days)
        vacancy = Vacancy.objects.create(group=group, why=why, began_at=now, due_at=due_at)
        states.lost(group)
        log.info("groups.vacancy group=%s why=%s", group.pk, why)
    _ask_next(group, vacancy)
    return vacancy


@dataclass(frozen=True, slots=True)
class Ahead:
    """Course once a host leaves: who is asked first, and when the group closes if nobody says yes."""

    step: str
    due_at: datetime


def ahead(group: LocalGroup, person: int) -> Ahead | None:
    """None where the group keeps a host without them."""
    others = group.memberships.live().exclude(person=person)
    if not group.hosted_at or group.closed_at or others.filter(role=GroupRole.HOST).exists():
        return None
    steps = ((Step.CO_HOSTS, GroupRole.CO_HOST), (Step.MEMBERS, GroupRole.MEMBER))
    step = next((step for step, role in steps if others.filter(role=role).exists()), Step.ZONE)
    return Ahead(step, timezone.now() + timedelta(days=group.rules.vacancy_days))


def left_behind(group: int, person: int) -> Vacancy | None:
    """The time without a host that began as this person left."""
    was_host = MembershipChange.objects.filter(
        group=group, person=person, role_before=GroupRole.HOST, role_after=""
    )
    return Vacancy.objects.filter(group=group, ended_at=None).first() if was_host.exists() else None


def _end(group: LocalGroup, vacancy: Vacancy | None) -> None:
    if vacancy:
        vacancy.ended_at = timezone.now()
        vacancy.save(update_fields=["ended_at"])
        states.regained(group)
        withdraw(asked(group, vacancy))
    if group.closed_at:
        withdraw(group.handovers.open())


def withdraw(offers: QuerySet[Handover]) -> int:
    """End those that are open; how many."""
    return offers.filter(ended_at=None).update(ended_at=timezone.now())


def asked(group: LocalGroup, vacancy: Vacancy) -> QuerySet[Handover]:
    """Offers made by the clock since it began."""
    found = group.handovers.filter(role=GroupRole.HOST, by=None, user=None)
    return found.filter(proposed_at__gte=vacancy.began_at)


def _ask_next(group: LocalGroup, vacancy: Vacancy) -> None:
    """The next who may be asked, unless an offer is open."""
    if group.handovers.open().filter(role=GroupRole.HOST).exists():
        return
    known = asked(group, vacancy).values("person")
    free = group.memberships.live().exclude(person__in=known).order_by("since", "pk")
    steps = [
        (Step.CO_HOSTS, list(free.filter(role=GroupRole.CO_HOST)[:1])),
        (Step.MEMBERS, list(free.filter(role=GroupRole.MEMBER)[:MEMBERS_ASKED])),
    ]
    if vacancy.step != Step.CO_HOSTS:  # members are asked once
        steps[1:] = []
    step, found = next(((step, found) for step, found in steps if found), (Step.ZONE, []))
    if vacancy.step != step:
        vacancy.step = step
        vacancy.save(update_fields=["step"])
    _offer(group, found)


def _offer(group: LocalGroup, found: Iterable[Membership]) -> None:
    now = timezone.now()
    lapses_at = now + timedelta(days=group.rules.offer_days)
    for one in found:
        withdraw(group.handovers.filter(person=one.person_id))  # of a lesser role
        offer = Handover.objects.create(
            group=group, person_id=one.person_id, proposed_at=now, lapses_at=lapses_at
        )
        send_offer.enqueue(offer.pk)
