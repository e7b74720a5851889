"""Edits of one record, undone from its timeline: what stands goes back, the rest stays and is named."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.people.changes.actions import edits
from hustings.people.persons import actions, timeline
from hustings.people.persons.models import Activity, Field, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def newest(person: Person) -> Activity:
    return Activity.objects.filter(person=person).latest("pk")


def test_an_edit_is_undone_and_told_as_an_edit_that_can_be_undone(charlie: Person, dora: User) -> None:
    actions.change_person(
        person=charlie, user=dora, family_name="Durand", zone=Zone.objects.get(name="Nîmes")
    )
    assert edits.undo_edit(line=newest(charlie), user=dora) == []
    one = Person.objects.select_related("zone").get()
    assert (one.family_name, one.name_key, str(one.zone)) == ("Dupont", "dupont,charlie", "Lyon")
    told = timeline.page(charlie)[0][0].sentence
    assert told == "Family name: Durand → Dupont; Territory: Nîmes → Lyon"
    edits.undo_edit(line=newest(charlie), user=dora)
    assert Person.objects.get().family_name == "Durand"


def test_what_was_changed_since_stays_and_is_named(charlie: Person, dora: User) -> None:
    actions.change_person(person=charlie, user=dora, given_name="Carl", family_name="Durand")
    first = newest(charlie)
    actions.change_person(person=charlie, user=dora, family_name="Duval")
    assert edits.undo_edit(line=first, user=dora) == [["family_name", "Duval", "changed"]]
    assert Person.objects.get().name == "Charlie Duval"
    n = Activity.objects.count()
    edits.undo_edit(line=first, user=dora)
    assert Activity.objects.count() == n  # nothing more to undo, and nothing said


def test_a_field_with_options_goes_back(charlie: Person, dora: User) -> None:
    field = actions.add_field(label="Skills", kind=Field.Kind.CHOICES, options=["Cook", "Drive"])
    actions.set_field(person=charlie, field=field, value="Cook", user=dora)
    actions.set_field(person=charlie, field=field, value=["cook", "drive"], user=dora)
    edits.undo_edit(line=newest(charlie), user=dora)
    assert [row.option.slug for row in charlie.field_values.select_related("option")] == ["cook"]
    assert timeline.page(charlie)[0][0].sentence == "Skills: Cook, Drive → Cook"


def test_other_lines_are_refused(charlie: Person, dora: User) -> None:
    actions.tag(person=charlie, name="Fair", user=dora)
    with pytest.raises(edits.NoEdit):
        edits.undo_edit(line=newest(charlie), user=dora)


def test_the_button_on_the_record(client: Client, charlie: Person, dora: User) -> None:
    client.force_login(dora)
    actions.change_person(person=charlie, user=dora, family_name="Durand")
    address = f"/hq/people/edits/{newest(charlie).pk}/undo/"
    for page in (f"/hq/people/{charlie.uid}/", f"/hq/people/{charlie.uid}/timeline/"):
        assert f'action="{address}"' in client.get(page).content.decode()
    actions.change_person(person=charlie, user=dora, family_name="Duval")
    answer = client.post(address, follow=True, headers={"accept-language": "en"})
    assert "Family name “Duval”: changed since" in answer.content.decode()
