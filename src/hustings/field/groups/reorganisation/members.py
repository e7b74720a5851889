"""Members who go along: their old membership ends, a new one begins with the old day; both logs say so."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.utils import timezone

from hustings.field.groups import vacancies
from hustings.field.groups.membership import JOINED, LEFT
from hustings.field.groups.models import (
    GroupRole,
    LocalGroup,
    Membership,
    MembershipChange,
    Reorganisation,
    Why,
)


def move(
    rows: Iterable[Membership], after: LocalGroup, deed: Reorganisation, *, host: int | None = None
) -> int:
    """Take memberships of one group to another; its own stay. The host becomes co-host, unless ``host``."""
    found = list(rows)
    there = set(after.memberships.live().values_list("person", flat=True))
    end(found, deed, Why.MOVED)
    new = [
        Membership(
            group=after, person=row.person, role=_role(row, host), since=row.since,
            active_at=row.active_at,
        )
        for row in found if row.person_id not in there
    ]  # fmt: skip
    Membership.objects.bulk_create(new)
    _log(after, [(row, "", row.role) for row in new], deed, Why.MOVED, deed.user)
    return len(found)


def _role(row: Membership, host: int | None) -> str:
    if row.person_id == host:
        return GroupRole.HOST
    return GroupRole.CO_HOST if row.role == GroupRole.HOST else row.role


def end(rows: Collection[Membership], deed: Reorganisation, why: Why) -> None:
    """End memberships of one group; open offers of roles to these people end, too."""
    if not rows:
        return
    group = next(iter(rows)).group
    Membership.objects.filter(pk__in=[row.pk for row in rows]).update(ended_at=timezone.now())
    vacancies.withdraw(group.handovers.filter(person__in=[row.person_id for row in rows]))
    _log(group, [(row, row.role, "") for row in rows], deed, why, deed.user)


def put_back(deed: Reorganisation, user: Any) -> int:
    """Memberships as they were before: the new ones end, the old ones go on. How many stay as they are."""
    changes = list(deed.changes.exclude(person=None).select_related("group", "person"))
    ended = [each for each in changes if each.group_id == deed.group_id and not each.role_after]
    begun = {each.person_id: each.role_after for each in changes if each.group_id != deed.group_id}
    kept = 0
    for each in ended:
        kept += not _back(deed, each, begun.get(each.person_id, ""), user)
    return kept + deed.changes.filter(person=None, group=deed.group, role_after="").count()


def _back(deed: Reorganisation, each: MembershipChange, role: str, user: Any) -> bool:
    """One person; False where they joined again, left the new group, or got another role there meanwhile."""
    person = each.person
    if person is None or deed.group.memberships.live().filter(person=person).exists():
        return False
    if role and deed.other:
        row = deed.other.memberships.live().filter(person=each.person_id, role=role).first()
        if row is None:
            return False
        Membership.objects.filter(pk=row.pk).update(ended_at=timezone.now())
        _log(deed.other, [(row, row.role, "")], None, Why.MOVED, user)
    before = Membership.objects.filter(group=deed.group, person=each.person_id).order_by("-ended_at").first()
    if before is None:
        return False
    hosts = deed.group.memberships.hosts().exists()
    found = Membership.objects.create(
        group=deed.group, person=person, since=before.since, active_at=before.active_at,
        role=GroupRole.CO_HOST if hosts and each.role_before == GroupRole.HOST else each.role_before,
    )  # fmt: skip
    _log(deed.group, [(found, "", found.role)], None, Why.MOVED, user)
    return True


def _log(
    group: LocalGroup, rows: Sequence[tuple[Membership, str, str]], deed: Reorganisation | None, why: Why,
    user: Any,
) -> None:  # fmt: skip
    """Entries of the group's log and of each timeline."""
    MembershipChange.objects.bulk_create(
        MembershipChange(
            group=group, person_id=row.person_id, role_before=before, role_after=after, why=why, user=user,
            reorganisation=deed,
        )
        for row, before, after in rows
    )  # fmt: skip
    for row, before, after in rows:
        kind = JOINED if after else LEFT
        row.person.log(kind, user=user, group=group.pk, name=group.name, role=after or before, why=why)
