"""Deeds on many people that take a value away do so by a choice, never because nothing was typed."""

from typing import Any

import pytest
from django.test import Client

from hustings.foundation.accounts.models import User
from hustings.people.persons import actions
from hustings.people.persons.models import Field, Operation, Person
from tests.app.people.changes.test_operations import crowd, english, hq

__all__ = ["crowd", "english", "hq"]  # fixtures
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("what", ["owner", "source", "field"])
def test_nothing_typed_is_refused_and_emptying_is_a_choice_that_the_summary_says(
    crowd: list[Person], hq: Client, dora: User, run_tasks: Any, what: str
) -> None:
    field = actions.add_field(label="Job", kind=Field.Kind.TEXT)
    actions.set_field(person=crowd[0], field=field, value="baker")
    Person.objects.filter(pk=crowd[0].pk).update(owner=dora)
    hq.force_login(dora)
    address, asked = f"/hq/people/operations/add/{what}/", {"list": "", "do": "1", "field": field.pk}
    page = hq.post(address, asked | {"value": " " if what != "owner" else ""})
    assert page.status_code == 422
    assert "Enter a value, or tick “Empty it”." in page.content.decode()
    both = hq.post(address, asked | {"value": dora.pk, "empty": "on"})
    assert "Enter a value or tick “Empty it”, not both." in both.content.decode()
    assert not Operation.objects.exists()
    answer = hq.post(address, asked | {"value": "", "empty": "on"})
    assert answer.status_code == 302
    label = {"owner": "point person", "source": "source", "field": "Job"}[what]
    assert f"Empty “{label}”" in hq.get(answer["Location"]).content.decode()
    run_tasks()
    crowd[0].refresh_from_db()
    held = {"owner": crowd[0].owner, "source": crowd[0].source, "field": crowd[0].field_values.first()}
    assert not held.pop(what)
    assert all(held.values()), "and nothing else"


def test_a_bad_value_of_a_field_is_named_beside_it(crowd: list[Person], hq: Client, dora: User) -> None:
    field = actions.add_field(label="Age", kind=Field.Kind.NUMBER)
    hq.force_login(dora)
    asked = {"list": "", "do": "1", "field": field.pk, "value": "old"}
    page = hq.post("/hq/people/operations/add/field/", asked)
    assert page.status_code == 422
    assert "Age:" in page.content.decode()
    assert not Operation.objects.exists()
