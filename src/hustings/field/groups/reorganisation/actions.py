"""Deeds: split a group, merge it into another, close it with words to its members; and undo each."""

import logging
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.groups import actions as groups
from hustings.field.groups import membership, vacancies
from hustings.field.groups.certification import notices
from hustings.field.groups.models import (
    GroupNotice,
    GroupRole,
    LocalGroup,
    Membership,
    MovedRow,
    Reorganisation,
    Why,
)
from hustings.field.groups.reorganisation import members
from hustings.field.groups.reorganisation.rows import group_rows
from hustings.foundation.accounts.models import User
from hustings.people.persons.refusals import Refused
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
What = Reorganisation.What


class NotPossible(Refused):
    """The groups stay as they are; the message says why."""


@transaction.atomic
def split(
    *, group: LocalGroup, values: Mapping[str, Any], people: Collection[int], user: User,
    rows: Mapping[str, Collection[int]], host: int | None = None, words: str = "", is_told: bool = True,
) -> Reorganisation:  # fmt: skip
    """Move chosen members and rows to a new group. Raises NameTaken and NotPossible."""
    group = membership.locked(group)
    if group.closed_at:
        raise NotPossible(_("This group is closed."))
    going = list(group.memberships.live().filter(person__in=people).select_related("person", "group"))
    if not going:
        raise NotPossible(_("Choose at least one member for the new group."))
    if host is not None and host not in {row.person_id for row in going}:
        raise NotPossible(_("The host of the new group must be one of the members who move."))
    new = groups.found(values={"kind": group.kind, **values}, user=user, show=group.is_shown)
    deed = Reorganisation.objects.create(
        what=What.SPLIT, group=group, other=new, words=words, is_told=is_told, user=user
    )
    members.move(going, new, deed, host=host)
    if group.hosted_at or host:  # the clock looks after hosts from now on
        new.hosted_at = timezone.now()
        new.save(update_fields=["hosted_at"])
    _check_host(new, host)
    for kind in group_rows.all():
        _moved(deed, kind.name, kind.move(rows.get(kind.name, ()), group, new))
    return _finish(deed)


def _check_host(group: LocalGroup, host: int | None) -> None:
    hosted = Membership.objects.hosts().filter(person=host, group__kind=group.kind_id)
    if host and hosted.filter(group__closed_at=None).count() > group.rules.most_per_host:
        raise NotPossible(_("This person already hosts as many groups as one person may."))


@transaction.atomic
def merge(
    *, group: LocalGroup, into: LocalGroup, user: User, words: str = "", is_told: bool = True
) -> Reorganisation:
    """Move all that a group has to another one, and close it: its address leads there."""
    if group.pk == into.pk:
        raise NotPossible(_("Choose another group."))
    first, second = sorted((group, into), key=lambda one: one.pk)  # the same order for everybody
    locked = {one.pk: membership.locked(one) for one in (first, second)}
    group, into = locked[group.pk], locked[into.pk]
    if group.closed_at or into.closed_at:
        raise NotPossible(_("This group is closed."))
    deed = Reorganisation.objects.create(
        what=What.MERGE, group=group, other=into, words=words, is_told=is_told, user=user
    )
    members.move(group.memberships.live().select_related("person", "group"), into, deed)
    for kind in group_rows.all():
        _moved(deed, kind.name, kind.move(None, group, into))
    LocalGroup.objects.filter(pk=group.pk).update(closed_at=timezone.now(), merged_into=into)
    LocalGroup.objects.filter(merged_into=group).update(merged_into=into)
    return _finish(deed)


@transaction.atomic
def close(*, group: LocalGroup, user: User, words: str = "", is_told: bool = True) -> Reorganisation:
    """End all memberships and show the group no more; what was stays in its log."""
    group = membership.locked(group)
    if group.closed_at:
        raise NotPossible(_("This group is closed."))
    deed = Reorganisation.objects.create(
        what=What.CLOSE, group=group, words=words, is_told=is_told, user=user
    )
    members.end(list(group.memberships.live().select_related("person", "group")), deed, Why.CLOSED)
    LocalGroup.objects.filter(pk=group.pk).update(closed_at=timezone.now())
    return _finish(deed)


def _moved(deed: Reorganisation, name: str, keys: Collection[int]) -> None:
    MovedRow.objects.bulk_create(MovedRow(reorganisation=deed, name=name, key=key) for key in keys)


def _finish(deed: Reorganisation) -> Reorganisation:
    """Words to those concerned; the clock looks for hosts; the site shows it."""
    if deed.is_told:
        about = GroupNotice.About.CLOSED if deed.what == What.CLOSE else GroupNotice.About.MOVED
        notices.add([GroupNotice(group=deed.group, about=about, data={"reorganisation": deed.pk})])
    for one in (deed.group, deed.other):
        if one:
            vacancies.watch(membership.locked(one), Why.MOVED)
    site_version.renew()
    log.info("groups.%s group=%s other=%s", deed.what, deed.group_id, deed.other_id)
    return deed


@transaction.atomic
def undo(*, deed: Reorganisation, user: User) -> Reorganisation:
    """Put back what still is as it was left, and count what stays. Raises NameTaken and NotPossible."""
    rows = Reorganisation.objects.select_for_update(of=("self",)).select_related("group", "other")
    deed = rows.get(pk=deed.pk)
    if deed.undone_at:
        return deed
    later = Reorganisation.objects.filter(group=deed.group_id, pk__gt=deed.pk, undone_at=None)
    if deed.other and deed.what == What.SPLIT and deed.other.closed_at:
        later = Reorganisation.objects.filter(group=deed.other, undone_at=None)
    if later.exists():
        raise NotPossible(_("Undo first what was done with the group afterwards."))
    if deed.what != What.SPLIT:
        LocalGroup.objects.filter(pk=deed.group_id).update(merged_into=None)
        groups.reopen(group=deed.group)
    deed.group.refresh_from_db()
    deed.kept = {name: n for name, n in _back(deed, user).items() if n}
    deed.undone_at = timezone.now()
    deed.save(update_fields=["undone_at", "kept"])
    if deed.what == What.SPLIT and deed.other and not _is_used(deed.other):
        groups.close(group=deed.other)
    for one in (deed.group, deed.other):
        if one:
            vacancies.watch(membership.locked(one), Why.MOVED)
    site_version.renew()
    log.info("groups.undone what=%s group=%s user=%s", deed.what, deed.group_id, user.pk)
    return deed


def _back(deed: Reorganisation, user: User) -> dict[str, int]:
    """Members and rows back to the group; name -> how many stay."""
    kept = {"members": members.put_back(deed, user)}
    for kind in group_rows.all():
        keys = list(deed.rows.filter(name=kind.name).values_list("key", flat=True))
        if keys and deed.other:
            kept[kind.name] = len(keys) - len(kind.move(keys, deed.other, deed.group))
    return kept


def _is_used(group: LocalGroup) -> bool:
    """Whether somebody or something is in a group that a split had made."""
    if group.memberships.live().exclude(role=GroupRole.FOLLOWER).exists():
        return True
    return any(kind.of(group.pk).exists() for kind in group_rows.all())
