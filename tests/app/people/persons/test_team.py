"""To whom of the team people may be given, and by whom."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.contacts.models import FollowUp
from hustings.people.persons import team
from hustings.people.persons.models import Operation, Person
from tests.app.people.changes.test_operations import begin, crowd, english, hq, run
from tests.conftest import user

__all__ = ["crowd", "english", "hq"]  # fixtures
pytestmark = pytest.mark.django_db
State = Operation.State


def test_people_are_given_only_to_colleagues_of_the_same_places_who_may_see_them(
    crowd: list[Person], alice: User, bob: User, dora: User, mallory: User, hq: Client
) -> None:
    gard = user("eve", Role.COORDINATOR, Zone.objects.get(name="Gard"))
    lyon = user("frank", Role.COORDINATOR, Zone.objects.get(name="Lyon"))
    assert set(team.nameable_by(alice)) == {alice, bob, dora, lyon}
    assert set(team.nameable_by(dora)) == {alice, bob, dora, lyon, gard}
    hq.force_login(alice)
    for what, field in (("owner", "value"), ("follow_up", "owner")):
        page = hq.get(reverse(f"changes:operation_add_{what}"), {"list": ""}).content.decode()
        assert (">Bob<" in page, ">Eve<" in page, ">Mallory<" in page) == (True, False, False)
        due = timezone.localdate().isoformat()
        sent = {"list": "", "do": "1", field: gard.pk, "what": "Call", "due_on": due}
        assert hq.post(reverse(f"changes:operation_add_{what}"), sent).status_code == 422
    follow = {"what": "Call", "due_on": timezone.localdate().isoformat(), "shown": "x"}
    for other in (gard, mallory):
        owned = run(begin("column", alice, column="owner", value=other.pk, shown=str(other)))
        due_by = run(begin("follow_up", alice, **follow, owner=other.pk))
        assert (owned.state, due_by.state) == (State.FAILED, State.FAILED)
    assert run(begin("follow_up", dora, **follow, owner=gard.pk)).counts == {"changed": 2, "unseen": 10}
    assert set(FollowUp.objects.values_list("person", flat=True)) == {crowd[10].pk, crowd[11].pk}
