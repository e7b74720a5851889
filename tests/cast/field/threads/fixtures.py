"""A group in the Rhône with a host, a member and a thread; somebody who isn't in."""

from typing import Any

import pytest

from hustings.field.groups.conversations import GROUP
from hustings.field.groups.models import GroupRole, LocalGroup, Membership
from hustings.field.threads import actions, circles
from hustings.field.threads.circles import Circle
from hustings.field.threads.models import Thread
from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Email, Person
from tests.cast.people.own_page import english

__all__ = ["english"]


def someone(name: str, family: str = "Martin") -> Person:
    """A supporter in Lyon with a confirmed address, who reads English."""
    made = persons_actions.add_person(
        given_name=name, family_name=family, email=f"{name.lower()}@example.org",
        zone=Zone.objects.get(name="Lyon"),
    )  # fmt: skip
    Email.objects.filter(person=made).update(status=Email.Status.CONFIRMED)
    return persons_actions.change_person(person=made, language="en")


@pytest.fixture
def group(france: Zone) -> LocalGroup:
    return LocalGroup.objects.create(
        name="Lyon Nord", name_key="lyon nord", zone=Zone.objects.get(name="Lyon")
    )


@pytest.fixture
def harriet(group: LocalGroup) -> Person:
    """Hosts the group."""
    made = someone("Harriet", "Hall")
    Membership.objects.create(group=group, person=made, role=GroupRole.HOST)
    return made


@pytest.fixture
def charlie(group: LocalGroup) -> Person:
    """A member of it."""
    made = someone("Charlie", "Dupont")
    Membership.objects.create(group=group, person=made)
    return made


@pytest.fixture
def mike(group: LocalGroup) -> Person:
    """Another member of it."""
    made = someone("Mike", "Moore")
    Membership.objects.create(group=group, person=made)
    return made


@pytest.fixture
def oscar(france: Zone) -> Person:
    """In no group."""
    return someone("Oscar")


@pytest.fixture
def circle(group: LocalGroup) -> Circle:
    return circles.get(GROUP, group.pk)


@pytest.fixture
def thread(circle: Circle, harriet: Person) -> Thread:
    return actions.open_thread(
        circle=circle, person=harriet, title="Saturday's market", text="Who brings the table?"
    )


def write(thread: Thread, person: Person, text: str, **more: Any) -> Any:
    """A message of somebody in it."""
    found = circles.get(thread.kind, thread.subject)
    return actions.post(thread=thread, circle=found, person=person, text=text, **more)
