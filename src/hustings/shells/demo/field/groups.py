"""People of the local groups: hosts, members, a newcomer whom nobody answered, a group that lost its host."""

import random
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from hustings.field.groups import membership
from hustings.field.groups.certification import actions, refresh
from hustings.field.groups.health import count
from hustings.field.groups.membership import Cause
from hustings.field.groups.models import (
    Certification,
    CertificationRun,
    Founding,
    GroupKind,
    GroupNotice,
    GroupRole,
    LocalGroup,
    Membership,
    MembershipChange,
    Rule,
    Welcome,
    Why,
)
from hustings.field.groups.submissions import foundings
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Containment, Kind
from hustings.people.persons.models import Email, Person
from hustings.people.signups.actions import links
from hustings.shells.demo import texts
from hustings.shells.demo.field import noticeboards

MOST = 24
RULES = (("leaders", 2, None), ("members", 5, None), ("events_ahead", 1, None))
DRAFT = ("active_members", 60)  # as many as the smallest certified group lacks one of


@transaction.atomic
def fill() -> None:
    """A kind, the people of each group that is shown, a group to approve."""
    if GroupKind.objects.exists() or not LocalGroup.objects.exists():
        return
    said, rng = texts.read("groups"), random.Random(7)  # noqa: S311 # play, not secrecy
    kind = GroupKind.objects.create(
        code="local", names=said["kind"]["names"], charters=said["kind"]["charters"]
    )
    taken: set[int] = set()
    groups = list(LocalGroup.objects.shown().select_related("zone").order_by("pk"))
    for n, group in enumerate(groups):
        founded_at = timezone.now() - timedelta(days=12 if n == 1 else 700 // (n + 1))  # one of them is new
        LocalGroup.objects.filter(pk=group.pk).update(kind=kind, created_at=founded_at)
        found = [person for person in _near(group) if person.pk not in taken][: rng.randint(9, MOST)]
        taken.update(person.pk for person in found)
        Email.objects.filter(person__in=found, position=0).update(status=Email.Status.CONFIRMED)
        _join(group, found, rng)
    _orphan(groups)
    _found(kind, said["founding"], taken)
    noticeboards.fill()
    certify()


def _near(group: LocalGroup) -> list[Person]:
    """People with an address that works: those of its town, of its department, then others."""
    outer = Containment.objects.filter(inner=group.zone, outer__kind=Kind.DEPARTMENT).values("outer")
    inner = set(Containment.objects.filter(outer__in=outer).values_list("inner", flat=True))
    works = [Email.Status.UNCONFIRMED, Email.Status.CONFIRMED]
    rows = Person.objects.filter(emails__status__in=works, emails__position=0, no_mail_since=None)
    found = rows.order_by("-created_at", "pk")[:2_000]
    return sorted(found, key=lambda one: (one.zone_id != group.zone_id, one.zone_id not in inner))


def _join(group: LocalGroup, people: list[Person], rng: random.Random) -> None:
    now = timezone.now()
    for n, person in enumerate(people):
        role = [GroupRole.HOST, GroupRole.CO_HOST][n] if n < 2 else GroupRole.MEMBER
        if n < 2:
            why = Why.FOUNDED if n == 0 else Why.NAMED
            membership.set_role(group=group, person=person, role=role, cause=Cause(why))
        else:
            role = GroupRole.FOLLOWER if rng.random() < 0.2 else role
            membership.join(group=group, person=person, role=role)
        days = (
            0.5
            if n == len(people) - 1
            else 5
            if n == len(people) - 2
            else rng.randint(20, 300) + 300 // (n + 1)
        )
        since = now - timedelta(days=days)
        mine = Membership.objects.filter(group=group, person=person)
        mine.update(since=since, active_at=now - timedelta(days=3), named_at=since if n == 0 else None)
        MembershipChange.objects.filter(group=group, person=person).update(at=since)
        person.activities.filter(kind__startswith="group.").update(happened_at=since)
        due_at = since + timedelta(days=3)
        waiting = Welcome.objects.filter(membership__in=mine)
        waiting.update(
            due_at=due_at, done_at=None if days < 10 else due_at
        )  # the last two wait, one too long


def _orphan(groups: list[LocalGroup]) -> None:
    """The last group's host has left: its co-host is asked, and it is a to-do of the territory."""
    for group in groups[-1:]:
        for one in group.memberships.hosts().select_related("person"):
            membership.leave(group=group, person=one.person, reason="moved")


def _found(kind: GroupKind, told: dict[str, Any], taken: set[int]) -> None:
    """A founding that waits for approval, in the department of the first group."""
    group = LocalGroup.objects.select_related("zone").order_by("pk").first()
    person = next((one for one in _near(group) if one.pk not in taken), None) if group else None
    email = person.emails.filter(position=0).first() if person else None
    if group is None or person is None or email is None:
        return
    row = Founding.objects.create(
        kind=kind, title=told["names"][texts.language()], purpose=told["purposes"][texts.language()],
        where=group.zone, place=told["place"], charter=kind.charter, address=email.address, key=email.key,
        given_name=person.given_name, family_name=person.family_name, zone=person.zone,
        language=texts.language(), source="/",
    )  # fmt: skip
    links.confirm(kind=foundings.KIND, find=lambda: foundings.KIND.locked(row.pk))


def certify() -> None:
    """Three conditions in force, one in a draft, a first check, figures. Nobody is written to."""
    director = User.objects.filter(grants__role="director").order_by("pk").first()
    if director is None:
        return
    today = timezone.localdate()
    for measure, n, days in RULES:
        Rule.objects.create(measure=measure, n=n, days=days, valid_from=today, user=director)
    refresh.run(CertificationRun.objects.create(user=director).pk)
    certified = Certification.objects.live().values("group")
    active = Membership.objects.members().filter(group__in=certified).values("group").annotate(n=Count("pk"))
    measure, days = DRAFT
    n = min((row["n"] for row in active.order_by()), default=3) + 1
    actions.draft(values={"measure": measure, "n": n, "days": days}, user=director)
    count.run()
    GroupNotice.objects.filter(told_at=None).update(told_at=timezone.now())
