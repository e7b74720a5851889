"""The demonstration: a round that was decided, and one that is open."""

import pytest

from hustings.foundation.accounts.roles import Role
from hustings.networks.initiatives.models import Application, Round
from hustings.networks.juries import demo
from hustings.networks.projects.models import Project
from hustings.people.persons.actions.persons import add_person
from hustings.people.persons.models import Email
from tests.conftest import user

pytestmark = pytest.mark.django_db


def test_the_demonstration_shows_a_call_with_its_projects_once():
    for name in ("dora", "dina"):
        user(name, Role.DIRECTOR)
    for at in range(12):
        address = f"p{at}@house{at}.example"
        add_person(given_name=f"P{at}", email=address, email_status=Email.Status.CONFIRMED)
    said: list[str] = []
    for _n in range(2):
        demo.fill(said.append)
    assert len(said) == 1
    assert [each.stage for each in Round.objects.order_by("pk")] == ["announced", "open"]
    states = list(Application.objects.order_by("number").values_list("state", flat=True))
    assert states == ["accepted"] * 3 + ["refused"] * 3
    assert Project.objects.shown().count() == 3
