"""The site and the fixtures of dates; supporters and groups that they host."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from hustings.field.groups import membership
from hustings.field.groups.membership import Cause
from hustings.field.groups.models import GroupKind, GroupRole, LocalGroup, Membership, Why
from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Email, Person
from tests.cast.field.events.fixtures import announce, at_once, carla, found, site
from tests.cast.site.website.fixtures import patient

__all__ = [
    "announce",
    "at_once",
    "carla",
    "found",
    "hosted",
    "kind",
    "member",
    "patient",
    "site",
    "supporter",
]
Supporter = Callable[..., Person]


@pytest.fixture
def kind(db: None) -> GroupKind:
    """Local groups, founded at once."""
    return GroupKind.objects.create(code="local", names={"en": "Local group"}, approval="at_once")


@pytest.fixture
def supporter(france: Zone) -> Supporter:
    """``supporter("ida")``: with a proven address, in Lyon."""

    def made(name: str, town: str = "Lyon") -> Person:
        person = persons_actions.add_person(
            given_name=name.title(), family_name="Durand", email=f"{name}@example.org",
            zone=Zone.objects.get(name=town),
        )  # fmt: skip
        Email.objects.filter(person=person).update(status=Email.Status.CONFIRMED)
        Person.objects.filter(pk=person.pk).update(language="en")
        person.refresh_from_db()
        return person

    return made


@pytest.fixture
def member(supporter: Supporter) -> Callable[..., Membership]:
    """``member(group, "ida", role)``: since now."""

    def made(group: LocalGroup, name: str, role: GroupRole = GroupRole.MEMBER) -> Membership:
        person = Person.objects.filter(emails__address=f"{name}@example.org").first() or supporter(name)
        cause = Cause(Why.JOINED if role == GroupRole.MEMBER else Why.NAMED)
        if role in (GroupRole.MEMBER, GroupRole.FOLLOWER):
            return membership.join(group=group, person=person, role=role, cause=cause)
        return membership.set_role(group=group, person=person, role=role, cause=cause)

    return made


@pytest.fixture
def hosted(
    found: Callable[..., LocalGroup], member: Callable[..., Membership], kind: GroupKind
) -> LocalGroup:
    """Lyon en commun: hosted by Hanna; Cora is co-host, Mo a member."""
    group = found("Lyon en commun", "Lyon", kind=kind)
    member(group, "hanna", GroupRole.HOST)
    member(group, "cora", GroupRole.CO_HOST)
    member(group, "mo")
    Membership.objects.filter(group=group).update(since=timezone.now())
    return group
