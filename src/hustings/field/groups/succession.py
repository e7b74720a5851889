"""Hand-overs: proposed, accepted, approved; what the clock does where nobody answers or a host is silent."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.groups import membership, vacancies
from hustings.field.groups.membership import Cause, NotAllowed
from hustings.field.groups.models import (
    Approval,
    GroupKind,
    GroupRole,
    Handover,
    LocalGroup,
    Membership,
    Vacancy,
    Why,
)
from hustings.field.groups.tasks import ask_for_sign, send_offer
from hustings.people.persons.models import Person
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


@transaction.atomic
def propose(
    *, group: LocalGroup, person: Person, role: GroupRole = GroupRole.HOST, by: Person | None = None,
    user: Any = None,
) -> Handover:  # fmt: skip
    """Offer a role to somebody of the group, by a host or by the team. Raises NotAllowed."""
    group = membership.locked(group)
    current = membership.of(group, person)
    if group.closed_at and not user:
        raise NotAllowed(_("This group is closed."))
    if current is None and not user:
        raise NotAllowed(_("Choose a member of the group."))
    if current and current.role == role:
        raise NotAllowed(_("They have this role already."))
    if open_ := group.handovers.open().filter(person=person).first():
        if open_.role == role:
            return open_
        if open_.role == GroupRole.HOST:  # nobody else would be asked
            raise NotAllowed(_("They have been asked to host the group already."))
        vacancies.withdraw(group.handovers.filter(pk=open_.pk))
    now = timezone.now()
    offer = Handover.objects.create(
        group=group, person=person, role=role, by=by, user=user, proposed_at=now,
        lapses_at=now + timedelta(days=group.rules.offer_days),
    )  # fmt: skip
    send_offer.enqueue(offer.pk)
    log.info("groups.propose group=%s offer=%s", group.pk, offer.pk)
    return offer


@transaction.atomic
def accept(*, offer: Handover) -> Handover:
    """Take what is offered, or have the zone approve it first. Twice is like once. Raises NotAllowed."""
    group, offer = _both(offer)
    if offer.accepted_at:
        return offer
    if offer.ended_at or offer.lapses_at < timezone.now():
        raise NotAllowed(_("This offer has expired."))
    offer.accepted_at = timezone.now()
    offer.save(update_fields=["accepted_at"])
    if offer.role != GroupRole.HOST or offer.user_id or group.rules.approval == Approval.AT_ONCE:
        _settle(group, offer)
    return offer


@transaction.atomic
def decline(*, offer: Handover) -> None:
    """Say no: the next one is asked."""
    group, offer = _both(offer)
    if offer.ended_at or offer.accepted_at:
        return
    offer.declined_at = offer.ended_at = timezone.now()
    offer.save(update_fields=["declined_at", "ended_at"])
    vacancies.watch(group)


@transaction.atomic
def approve(*, offer: Handover, user: Any) -> None:
    """The zone lets them have it. Raises NotAllowed."""
    group, offer = _both(offer)
    if offer.accepted_at is None or offer.ended_at:
        raise NotAllowed(_("This hand-over is not waiting for approval."))
    offer.decided_by = user
    _settle(group, offer)


@transaction.atomic
def refuse(*, offer: Handover, user: Any) -> None:
    group, offer = _both(offer)
    if offer.ended_at or offer.accepted_at is None:
        return
    offer.refused_at = offer.ended_at = timezone.now()
    offer.decided_by = user
    offer.save(update_fields=["refused_at", "ended_at", "decided_by"])
    vacancies.watch(group)


@transaction.atomic
def withdraw(*, offer: Handover) -> None:
    """Take a proposal back, before it was settled."""
    group, offer = _both(offer)
    vacancies.withdraw(group.handovers.filter(pk=offer.pk))
    vacancies.watch(group)


@transaction.atomic
def extend(*, vacancy: Vacancy, user: Any) -> None:
    """The zone keeps the group in its charge for as long again."""
    due_at = timezone.now() + timedelta(days=vacancy.group.rules.vacancy_days)
    Vacancy.objects.filter(pk=vacancy.pk, ended_at=None).update(due_at=due_at)
    log.info("groups.extend group=%s user=%s", vacancy.group_id, user.pk)


def _both(offer: Handover) -> tuple[LocalGroup, Handover]:
    """The group, locked, and the offer as it is now."""
    group = membership.locked(offer.group)
    return group, Handover.objects.select_related("person", "user", "by").get(pk=offer.pk)


def _settle(group: LocalGroup, offer: Handover) -> None:
    why = Why.HANDED_OVER if offer.by_id else Why.NAMED
    cause = Cause(why, offer=offer, user=offer.user, by=offer.by)
    offer.approved_at = offer.ended_at = timezone.now()
    offer.save(update_fields=["approved_at", "ended_at", "decided_by"])
    membership.set_role(group=group, person=offer.person, role=GroupRole(offer.role), cause=cause)
    if offer.role == GroupRole.HOST:
        vacancies.withdraw(group.handovers.filter(role=GroupRole.HOST))


def sign_of_life(one: Membership) -> None:
    """A deed as host, or a click in the mail: the clock begins again."""
    Membership.objects.filter(pk=one.pk, ended_at=None).update(active_at=timezone.now(), asked_at=None)


def run() -> int:
    """Do what is due: lapse offers, ask silent hosts, go on in groups without a host. Safe twice."""
    now = timezone.now()
    n = _lapse(now) + _ask_the_silent(now) + _end_the_silent(now) + _close(now)
    for group in hostless():
        with transaction.atomic():
            vacancies.watch(membership.locked(group))
    return n


def hostless() -> list[LocalGroup]:
    """Live groups that hosts run and that have none now."""
    hosts = Membership.objects.hosts().filter(group=OuterRef("pk"))
    return list(LocalGroup.objects.hosted().filter(~Exists(hosts)).order_by("pk"))


def _lapse(now: datetime) -> int:
    """End offers that nobody answered; an accepted one waits for the zone."""
    return Handover.objects.unanswered().filter(lapses_at__lte=now).update(ended_at=now)


def _silent(now: datetime) -> Any:
    """Hosts without a sign of life for longer than their group's kind allows, kind by kind."""
    hosts = Membership.objects.hosts().filter(group__closed_at=None).select_related("group__kind")
    hosts = hosts.annotate(last=Coalesce("active_at", "since"))
    kinds: dict[int | None, int] = {kind.pk: kind.silence_weeks for kind in GroupKind.objects.all()}
    kinds[None] = GroupKind().silence_weeks
    late = [Q(group__kind=kind, last__lt=now - timedelta(weeks=weeks)) for kind, weeks in kinds.items()]
    found = late[0]
    for more in late[1:]:
        found |= more
    return hosts.filter(found)


def _ask_the_silent(now: datetime) -> int:
    n = 0
    for one in _silent(now).filter(asked_at=None):
        with transaction.atomic():
            fresh = Membership.objects.hosts().filter(pk=one.pk, asked_at=None)
            if fresh.update(asked_at=now, ask_mailed_at=None):
                ask_for_sign.enqueue(one.pk)
                n += 1
    return n


def _end_the_silent(now: datetime) -> int:
    """Make a member of a host who gave no sign after being asked: then the co-hosts are asked."""
    n = 0
    for one in _silent(now).exclude(asked_at=None).select_related("person"):
        if one.asked_at + timedelta(days=one.group.rules.offer_days) > now:
            continue
        with transaction.atomic():
            group = membership.locked(one.group)
            if not Membership.objects.hosts().filter(pk=one.pk, asked_at=one.asked_at).exists():
                continue
            membership.set_role(
                group=group, person=one.person, role=GroupRole.MEMBER, cause=Cause(Why.SILENT)
            )
            n += 1
    return n


def _close(now: datetime) -> int:
    """Close groups that had no host for longer than the delay."""
    n = 0
    for vacancy in Vacancy.objects.filter(ended_at=None, due_at__lte=now).select_related("group"):
        with transaction.atomic():
            group = membership.locked(vacancy.group)
            if not Vacancy.objects.filter(pk=vacancy.pk, ended_at=None, due_at__lte=now).exists():
                continue
            LocalGroup.objects.filter(pk=group.pk, closed_at=None).update(closed_at=now)
            group.closed_at = now
            vacancies.watch(group)
            site_version.renew()
            log.info("groups.close group=%s: no host", group.pk)
            n += 1
    return n
