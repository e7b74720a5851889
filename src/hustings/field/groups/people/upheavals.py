"""Upheavals of people whom a group knows: a death, an erasure, two records that turn out to be one."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from hustings.field.groups import membership, vacancies
from hustings.field.groups.membership import RANK, Cause
from hustings.field.groups.models import GroupRole, LocalGroup, Membership, MembershipChange, Why
from hustings.people.persons.models import Person


def died(person: Person, user: Any) -> None:
    """They are in no group any more; where they were host, the next one is asked."""
    membership.end_all(people=[person.pk], cause=Cause(Why.DIED, user=user))


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """The same, before their rows go; of them the log keeps what happened, and not to whom."""
    membership.end_all(people=people, cause=Cause(Why.ERASED))
    log = MembershipChange.objects.filter(person__in=people)
    log.update(words="", reason="")


@transaction.atomic
def read_anew(*people: int) -> None:
    """Roles as the log says, once a merge, or its undoing, has moved it.

    Of two memberships of a group one row is left, or two stand again: the log, which moved with its people,
    says who holds what. So a host stays one, whichever record is kept.
    """
    is_undone = len(people) > 1
    if is_undone:  # what a merge gave the kept record goes back to the other one
        MembershipChange.objects.filter(person__in=people, why=Why.MERGED).delete()
        for pk in people:
            _follow_offers(pk)
    wanted = [(pk, group, role) for pk in people for group, role in _held(pk).items()]
    for pk, group, role in sorted(
        wanted, key=lambda one: one[2] == GroupRole.HOST
    ):  # hosts last: one a group
        _settle(pk, group, role, is_logged=not is_undone)
    for found in LocalGroup.objects.filter(pk__in={group for _pk, group, _role in wanted}):
        vacancies.watch(membership.locked(found))


def _follow_offers(person: int) -> None:
    """Give a role, and what came of it, to whom it was offered: the offer went back to its own record.

    It was accepted in the name of both while they were one.
    """
    whose: dict[int, int] = {}  # group -> whom its entries belong to, from the last offer on
    rows = MembershipChange.objects.filter(person=person).select_related("offer").order_by("at", "pk")
    for row in rows:
        if row.offer and row.role_after == row.offer.role:
            whose[row.group_id] = row.offer.person_id
        if whose.get(row.group_id, person) != person:
            MembershipChange.objects.filter(pk=row.pk).update(person=whose[row.group_id])


def _held(person: int) -> dict[int, GroupRole | None]:
    """The highest role that they hold in each group of their log."""
    found: dict[int, Counter[str]] = {}
    rows = MembershipChange.objects.filter(person=person).order_by()
    for group, before, after in rows.values_list("group", "role_before", "role_after"):
        counts = found.setdefault(group, Counter())
        counts[after] += 1
        counts[before] -= 1
    return {
        group: next((role for role in reversed(RANK) if counts[role] > 0), None)
        for group, counts in found.items()
    }


def _settle(person: int, key: int, role: GroupRole | None, *, is_logged: bool) -> None:
    group, who = LocalGroup.objects.get(pk=key), Person.objects.get(pk=person)
    hosts = Membership.objects.hosts().filter(group=group).exclude(person=who)
    if role == GroupRole.HOST and hosts.exists():
        return
    membership.restore(group=group, person=who, role=role, is_logged=is_logged)
