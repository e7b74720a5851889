"""Fields of every kind: defined in HQ, filled in on the record, asked for, taken in and out, undone."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from hustings.foundation.lib.sql import packed_keys
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import field_values, timeline
from hustings.people.persons import field_values as persons_field_values
from hustings.people.persons.models import Field, FieldOption, FieldValue, Person
from hustings.people.privacy import export_rows
from hustings.people.segments import criteria
from tests import addresses
from tests.app.people.changes.test_operations import begin, run, undo
from tests.app.people.imports.test_import_run import bring
from tests.app.people.persons.test_hq import easy_second_factor, signed_in

pytestmark = pytest.mark.both

__all__ = ["easy_second_factor"]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def diet(db) -> Field:
    return persons_actions.add_field(
        label="Diet", kind="choice", options=["Omnivore", "Végétarien", " ", "Vegan"]
    )


@pytest.fixture
def skills(db) -> Field:
    return persons_actions.add_field(label="Skills", kind="choices", options=["Poster", "Phone", "Cake"])


def held(person: Person, field: Field) -> list[str]:
    return [row.option.slug for row in person.field_values.filter(field=field).order_by("option__position")]


def found(field: Field, operator: str, value: Any = None) -> set[Person]:
    criterion = {"criterion": f"field:{field.slug}", "operator": operator}
    tree = {"match": "all", "criteria": [criterion | ({"value": value} if value is not None else {})]}
    return set(criteria.compile(tree))


@pytest.mark.parametrize("text", ["Végétarien", " VEGETARIEN", "vegetarien"])
def test_a_choice_is_known_by_its_label_or_its_name_in_files(charlie, diet, text):
    persons_actions.set_field(person=charlie, field=diet, value=text)
    assert held(charlie, diet) == ["vegetarien"]
    persons_actions.set_field(person=charlie, field=diet, value=text)
    persons_actions.set_field(person=charlie, field=diet, value="vegan")
    assert held(charlie, diet) == ["vegan"]
    told = [entry.sentence for entry in timeline.page(charlie)[0]]
    assert told[:2] == ["Diet: Végétarien → Vegan", "Diet: – → Végétarien"]
    with pytest.raises(
        persons_field_values.BadValue, match="not one of the choices: Omnivore, Végétarien, Vegan"
    ):
        persons_actions.set_field(person=charlie, field=diet, value="stones")
    assert persons_actions.set_field(person=charlie, field=diet, value="") is None
    assert not FieldValue.objects.exists()


@pytest.mark.parametrize("value", ["Cake, poster", "cake;Poster|cake", ["poster", "cake"]])
def test_several_choices_are_several_rows_in_the_order_of_the_field(charlie, skills, value):
    persons_actions.set_field(person=charlie, field=skills, value=value)
    assert held(charlie, skills) == ["poster", "cake"]
    assert field_values.shown(charlie) == [(skills, "Poster, Cake")]
    n_told = charlie.activities.count()
    persons_actions.set_field(person=charlie, field=skills, value="poster, cake")
    assert charlie.activities.count() == n_told
    persons_actions.set_field(person=charlie, field=skills, value=[])
    assert held(charlie, skills) == []


def test_a_long_text_holds_lines_and_a_short_one_has_an_end(charlie):
    field = persons_actions.add_field(label="Story", kind="long_text")
    story = "One.\r\nTwo.\n" + "x" * 5_000
    assert persons_actions.set_field(person=charlie, field=field, value=story).value == story.replace(
        "\r\n", "\n"
    )
    with pytest.raises(persons_field_values.BadValue, match="longer than 10000"):
        persons_actions.set_field(person=charlie, field=field, value="x" * 10_001)
    assert found(field, "contains", "two") == {charlie}


def test_a_number_keeps_within_its_limits(charlie):
    field = persons_actions.add_field(label="Seats", kind="number", least=Decimal(1), most=Decimal("9.5"))
    assert persons_actions.set_field(person=charlie, field=field, value="9,5").value == Decimal("9.5")
    for text, says in [("0,99", "0.99 is less than 1"), ("10", "10 is more than 9.5")]:
        with pytest.raises(persons_field_values.BadValue, match=says):
            persons_actions.set_field(person=charlie, field=field, value=text)
    with pytest.raises(persons_actions.BadLimits):
        persons_actions.change_field(field=field, label="Seats", least=Decimal(3), most=Decimal(2))


def test_choices_may_be_asked_for(charlie, skills, diet):
    other = persons_actions.add_person(given_name="Other")
    persons_actions.set_field(person=charlie, field=skills, value="cake, phone")
    persons_actions.set_field(person=other, field=skills, value="phone")
    cake, phone = (skills.options.get(slug=slug).pk for slug in ("cake", "phone"))
    assert found(skills, "is", cake) == {charlie}
    assert found(skills, "is_not", cake) == {other}
    assert found(skills, "any_of", [cake, phone]) == {charlie, other}
    assert found(diet, "unknown") == {charlie, other}
    with pytest.raises(criteria.BadCriteria):
        found(diet, "is", cake)


def test_choices_come_in_and_go_out_with_files(charlie, skills, diet):
    text = "email,skills,diet\ncharlie@example.org,Cake; poster,VEGAN\nnew@example.org,cake,stones\n"
    imported = bring(text)
    assert (held(charlie, skills), held(charlie, diet)) == (["poster", "cake"], ["vegan"])
    new = Person.objects.get(emails__key="new@example.org")
    assert (held(new, skills), held(new, diet)) == (["cake"], [])
    assert "not one of the choices" in imported.lines.noted()[0].words
    n_values = FieldValue.objects.count()
    bring(text)
    assert FieldValue.objects.count() == n_values
    chosen, keys = ["field.skills", "field.diet"], packed_keys.Keys()
    rows = export_rows.rows(
        Person.objects.filter(pk=charlie.pk), chosen, export_rows.columns(chosen), "", keys
    )
    assert next(rows)[0][1:3] == ["poster, cake", "vegan"]


def test_many_people_get_a_choice_and_it_is_undone(charlie, dora, skills):
    persons_actions.set_field(person=charlie, field=skills, value="phone")
    operation = begin("field", dora, field="skills", label="Skills", value=["cake", "poster"])
    run(operation)
    assert held(charlie, skills) == ["poster", "cake"]
    undo(operation, dora)
    assert held(charlie, skills) == ["phone"]


def test_a_field_with_choices_is_made_filled_in_and_changed_in_hq(
    charlie, dora, django_assert_max_num_queries
):
    hq = signed_in(dora)
    page = hq.post(reverse("persons:fields"), {"label": "Van", "kind": "choice", "options": " \n"})
    assert (page.status_code, "Enter the choices" in page.content.decode()) == (422, True)
    words = {"label": "Van", "kind": "choice", "options": "Small\nLarge\n", "help_text": "They lend it"}
    assert hq.post(reverse("persons:fields"), words, follow=True).status_code == 200
    van = Field.objects.get()
    small, large = van.options.all()
    for n in range(5):
        persons_actions.add_field(label=f"Extra {n}", kind="choices", options=["a", "b"])
    edit = reverse("persons:edit", args=[charlie.uid])
    with django_assert_max_num_queries(25):
        page = hq.get(edit)
    assert "They lend it" in page.content.decode()
    words = {
        "given_name": "Charlie",
        "language": "fr",
        "zone": "Lyon",
        "field-van": "large",
        "field-extra-1": ["a", "b"],
    }
    page = hq.post(edit, words, follow=True).content.decode()
    assert ("Large" in page, "a, b" in page) == (True, True)
    one = reverse("persons:option", args=[van.pk, large.pk])
    hq.post(one, {"label": "Lorry"})
    large.refresh_from_db()
    assert (large.label, large.slug, large.is_listed) == ("Lorry", "large", False)
    assert "Lorry" in hq.get(edit).content.decode()  # no longer offered, but theirs
    page = hq.post(one, {"label": "SMALL"}, follow=True).content.decode()
    assert "already exists" in page
    hq.post(reverse("persons:option_move", args=[van.pk, large.pk]), {"is_up": "yes"})
    assert list(van.options.all()) == [large, small]
    hq.post(reverse("persons:options", args=[van.pk]), {"label": "Bus"})
    hq.post(reverse("persons:option_removal", args=[van.pk, large.pk]))
    assert list(van.options.values_list("slug", flat=True)) == ["small", "bus"]
    assert not charlie.field_values.filter(field=van).exists()


def test_choices_are_changed_by_those_who_change_people_everywhere(alice, mallory, diet):
    option = diet.options.first()
    other = persons_actions.add_field(label="Other", kind="choice", options=["x"])
    for user in (alice, mallory):
        for name, args in [("options", []), ("option", [option.pk]), ("option_removal", [option.pk])]:
            url = addresses.people(name, args=[diet.pk, *args])
            assert signed_in(user).post(url, {"label": "Hacked"}).status_code == 403
    assert FieldOption.objects.count() == 4
    with pytest.raises(persons_actions.BadOptions):
        persons_actions.remove_option(option=other.options.get())
