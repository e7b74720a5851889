"""A call list with people, callers and a script."""

import pytest

from hustings.foundation.accounts.roles import Role
from hustings.outreach.calls import filling
from hustings.outreach.calls.models import CallList
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Person
from hustings.people.scripts import actions as scripts_actions
from hustings.people.segments.models import Segment
from tests.conftest import user

SCRIPT = "Hello, this is {caller}.\n? Will you vote?\n- Yes -> end\n- No\n? Why not?"


def people(n, zone=None):
    """So many people with a number each."""
    found = []
    for number in range(n):
        person = Person(zone=zone)
        person.rename(f"Person{number}", "Test")
        person.save()
        persons_actions.add_phone(person=person, number=f"06 12 34 {number // 100:02} {number % 100:02}")
        found.append(person)
    return found


@pytest.fixture
def script(dora):
    return scripts_actions.save_script(name="Sunday", texts={"en": SCRIPT}, user=dora)


@pytest.fixture
def call_list(script, dora):
    """A list of everybody, open."""
    criteria = {"match": "all", "criteria": [{"criterion": "born_on", "operator": "unknown"}]}
    segment = Segment.objects.create(name="Everybody", criteria=criteria)
    made = CallList.objects.create(
        name="Turnout", segment=segment, script=script, user=dora, started_at="2027-01-01T00:00Z"
    )
    CallList.objects.filter(pk=made.pk).update(started_at=made.created_at)
    made.refresh_from_db()
    return made


@pytest.fixture
def filled(call_list):
    """The same with five people."""
    people(5)
    filling.fill(call_list)
    call_list.refresh_from_db()
    return call_list


@pytest.fixture
def ann(db):
    return user("ann", Role.CALLER)


@pytest.fixture
def ben(db):
    return user("ben", Role.CALLER)
