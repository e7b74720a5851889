"""The one way in which memberships change: each change is logged, and no live group loses its host unseen."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.groups import vacancies, webhook_events
from hustings.field.groups.models import (
    LEADERS,
    GroupRole,
    LocalGroup,
    Membership,
    MembershipChange,
    Welcome,
    Why,
)
from hustings.foundation.webhooks import outbox
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
JOINED, LEFT, ROLE = "group.joined", "group.left", "group.role"
OUT = (Why.REMOVED, Why.BARRED)
RANK = [GroupRole.FOLLOWER, GroupRole.MEMBER, GroupRole.CO_HOST, GroupRole.HOST]


class NotAllowed(Refused):
    """A membership stays as it is; the message says why."""


class TooManyGroups(NotAllowed):
    """They host as many groups of this kind as one person may."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a membership changes, and who did it: ``user`` of the team, a host ``by``; neither: themselves."""

    why: Why
    offer: Any = None  # the Handover that it settles
    user: Any = None
    by: Person | None = None
    reason: str = ""
    words: str = ""


@transaction.atomic
def join(*, group: LocalGroup, person: Person, role: GroupRole, cause: Cause | None = None) -> Membership:
    """Become a member or a follower; a leader stays one. Twice is like once. Raises NotAllowed."""
    group = locked(group)
    if group.closed_at:
        raise NotAllowed(_("This group is closed."))
    current = of(group, person)
    if current and (current.leads or current.role == role):
        return current
    _refuse_removed(group, person)
    found = _write(group, person, role, cause or Cause(Why.JOINED))
    assert found
    if role == GroupRole.MEMBER:
        _welcome(group, found)
    return found


@transaction.atomic
def leave(
    *, group: LocalGroup, person: Person, reason: str = "", words: str = "", why: Why = Why.LEFT
) -> bool:
    """Be no member any more, by their own wish: whether they were one."""
    return end(group=group, person=person, cause=Cause(why, reason=reason, words=words))


@transaction.atomic
def remove(
    *, group: LocalGroup, person: Person, by: Person | None = None, user: Any = None, words: str = ""
) -> bool:
    """Put somebody out: by a host, or by the team. They can't join again by themselves. Raises NotAllowed."""
    current = of(group, person)
    if by and current and (current.role == GroupRole.HOST or current.person_id == by.pk):
        raise NotAllowed(_("A host can’t be removed. Hand the group over first."))
    cause = Cause(Why.BARRED if user else Why.REMOVED, user=user, by=by, words=words)
    return end(group=group, person=person, cause=cause)


@transaction.atomic
def set_role(*, group: LocalGroup, person: Person, role: GroupRole, cause: Cause) -> Membership:
    """Give somebody a role; a host before them becomes a member. Raises TooManyGroups."""
    group = locked(group)
    if role == GroupRole.HOST:
        _refuse_many(group, person)
        for before in group.memberships.hosts().exclude(person=person).select_related("person"):
            _write(group, before.person, GroupRole.MEMBER, cause, is_watched=False)
    found = _write(group, person, role, cause)
    assert found
    return found


@transaction.atomic
def end(*, group: LocalGroup, person: Person, cause: Cause) -> bool:
    """End a membership: whether there was one."""
    group = locked(group)
    if of(group, person) is None:
        return False
    _write(group, person, None, cause)
    return True


@transaction.atomic
def end_all(*, people: Sequence[int], cause: Cause, roles: Iterable[str] = RANK) -> int:
    """End all memberships of these people; how many that were."""
    rows = Membership.objects.live().filter(person__in=people, role__in=list(roles))
    found = list(rows.select_related("group", "person").order_by("group", "pk"))
    for one in found:
        end(group=one.group, person=one.person, cause=cause)
    return len(found)


def of(group: LocalGroup, person: Person | None) -> Membership | None:
    """Their live membership."""
    return group.memberships.live().filter(person=person).first() if person else None


def locked(group: LocalGroup) -> LocalGroup:
    """The group, for nobody else to change before the transaction ends."""
    rows = LocalGroup.objects.select_for_update(of=("self",)).select_related("kind")
    return rows.get(pk=group.pk)


def _refuse_removed(group: LocalGroup, person: Person) -> None:
    last = group.membership_changes.filter(person=person).order_by("-at", "-pk").first()
    if last and last.why in OUT:
        raise NotAllowed(_("You can’t join this group again by yourself. Write to its host."))


def _refuse_many(group: LocalGroup, person: Person) -> None:
    """Hold the limit of the kind, whoever else makes them host in this very moment."""
    Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    hosted = Membership.objects.hosts().filter(person=person, group__kind=group.kind_id)
    most = group.rules.most_per_host
    if hosted.filter(group__closed_at=None).exclude(group=group).count() >= most:
        words = _("%(name)s already hosts as many groups as one person may (%(n)s).")
        raise TooManyGroups(words % {"name": person, "n": most})


def _write(
    group: LocalGroup, person: Person, role: GroupRole | None, cause: Cause, *, is_watched: bool = True
) -> Membership | None:
    """Change the row and log it; the group is locked. A host who is none any more sets the clock going."""
    current = of(group, person)
    before = current.role if current else ""
    if before == (role or ""):
        return current
    left = current
    current = _set(group, person, current, role)
    if current:
        outbox.tell(webhook_events.JOINED, current.pk)
    elif left:
        outbox.tell(webhook_events.LEFT, left.pk, group={"id": group.pk}, person={"id": person.pk})
    _log(group, person, before, role or "", cause)
    if {before, role} & set(LEADERS):
        site_version.renew()
    was_asked = role is None and vacancies.withdraw(group.handovers.filter(person=person))
    if is_watched and (was_asked or GroupRole.HOST in {before, role}):
        vacancies.watch(group, cause.why)
    return current


def _set(
    group: LocalGroup, person: Person, current: Membership | None, role: GroupRole | None
) -> Membership | None:
    """Change the row, unlogged."""
    now = timezone.now()
    if role == GroupRole.HOST and group.hosted_at is None:
        LocalGroup.objects.filter(pk=group.pk).update(hosted_at=now)
        group.hosted_at = now
    if current is None:
        assert role
        return Membership.objects.create(group=group, person=person, role=role, since=now, active_at=now)
    mine = Membership.objects.filter(pk=current.pk)
    if role is None:
        mine.update(ended_at=now)
        return None
    mine.update(role=role, asked_at=None, active_at=now)
    current.refresh_from_db()
    return current


def restore(*, group: LocalGroup, person: Person, role: GroupRole | None, is_logged: bool) -> None:
    """Give back, or take, what the log says after a merge or its undoing; no limit holds."""
    group = locked(group)
    if is_logged:
        _write(group, person, role, Cause(Why.MERGED), is_watched=False)
        return
    current = of(group, person)
    if (current.role if current else None) != role:
        _set(group, person, current, role)


def _log(group: LocalGroup, person: Person, before: str, after: str, cause: Cause) -> None:
    MembershipChange.objects.create(
        group=group, person=person, at=timezone.now(), role_before=before, role_after=after,
        why=cause.why, by=cause.by, user=cause.user, reason=cause.reason, words=cause.words[:300],
        offer=cause.offer,
    )  # fmt: skip
    log.info("groups.membership group=%s person=%s why=%s", group.pk, person.pk, cause.why)
    if cause.why == Why.ERASED:
        return
    kind = ROLE if before and after else JOINED if after else LEFT
    person.log(kind, user=cause.user, group=group.pk, title=group.name, role=after or before, why=cause.why)


def _welcome(group: LocalGroup, membership: Membership) -> None:
    """Somebody answers for the newcomer: the host, else a co-host, else the zone."""
    leaders = group.memberships.leaders().order_by("-role", "since")  # "host" comes after "co_host"
    owner = leaders.first()
    due_at = timezone.now() + timedelta(days=group.rules.welcome_days)
    Welcome.objects.get_or_create(
        membership=membership, defaults={"owner": owner.person if owner else None, "due_at": due_at}
    )
